// npm run package: builds the bundles and makes the .vsix, which must stay small.
//   --built   the bundles in dist/ are fresh: do not build them again
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { root, setup } from './setup.mjs';

const mostBytes = 1.5 * 1024 * 1024;

function run(args) {
  const { status, error } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status === 0) return;
  console.error(`node ${args.join(' ')} failed: ${error?.message ?? `exit code ${status}`}.`);
  process.exit(1);
}

setup();
const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const file = `${name}-${version}.vsix`;
if (!process.argv.includes('--built')) {
  run(['scripts/build.mjs']);
}
rmSync(path.join(root, file), { force: true });
// The bundles hold what they need of node_modules; the links of the README need no repository.
run([
  'node_modules/@vscode/vsce/vsce',
  'package',
  '--no-dependencies',
  '--allow-missing-repository',
  '--no-rewrite-relative-links',
  '--out',
  file,
]);
const bytes = statSync(path.join(root, file)).size;
const size = `${(bytes / 1024 / 1024).toFixed(2)} MB`;
if (bytes > mostBytes) {
  console.error(`${file} is ${size}: more than 1.5 MB. Look at what the list above holds.`);
  process.exit(1);
}
console.log(`${file}: ${size}`);
