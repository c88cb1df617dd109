// npm run fuzz: damages generated logs and checks that index and decoder agree.
//
//   npm run fuzz                             ten million events
//   npm run fuzz -- --events 100000          fewer
//   npm run fuzz -- --seed 7 --log 12 --events 1   one log again
import { spawnSync } from 'node:child_process';
import { root, setup } from './setup.mjs';

setup();
const run = (...args) =>
  spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1;
process.exitCode =
  run('scripts/compile.mjs', '--noCheck') || run('out/test/fuzz/fuzz.js', ...process.argv.slice(2));
