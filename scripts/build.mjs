// npm run build: the bundles in dist/, made afresh so that nothing of an earlier build stays in the .vsix.
//   --development   for a person who debugs: readable, with source maps
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { root, setup } from './setup.mjs';

const mode = process.argv.includes('--development') ? 'development' : 'production';

setup();
rmSync(path.join(root, 'dist'), { recursive: true, force: true });
const { status } = spawnSync(
  process.execPath,
  ['node_modules/@rspack/cli/bin/rspack.js', 'build', '--mode', mode],
  { cwd: root, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
