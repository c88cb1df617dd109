// npm run bench: every bench, or those that are named, as Markdown tables.
//
//   npm run bench                            everything
//   npm run bench -- hover decode            these benches
//   npm run bench -- decode --profile FOLDER also write a CPU profile of each into the folder
//
// Each runs in a process of its own, so that none finds the engine warmed up by another. A goal that
// is not met is said in the table; only a bench that could not run makes this fail.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, tmpdir, totalmem, type } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root, setup } from './setup.mjs';

/**
 * @typedef {object} Bench
 * @property {string} name for `npm run bench -- NAME`; out/test/bench/NAME.js
 * @property {string} what one line
 * @property {boolean} [bundles] it takes the folder of the production bundles
 */

/** @type {readonly Bench[]} */
const benches = [
  { name: 'tokenise', what: "the grammar beside VS Code's `log` grammar" },
  { name: 'hover', what: 'the hover on every kind of field' },
  { name: 'decode', what: 'index and decode 50 MB beside a scan, wc, grep' },
  { name: 'index', what: 'index 1 GB on disk beside wc, cat, rg, lnav', bundles: true },
  { name: 'fetch', what: 'fetch 300,000 events beside a serial reader and the AWS CLI' },
  { name: 'tail', what: 'a soak: 500 events a second for an hour, on a clock that does not wait' },
  { name: 'decodedView', what: 'the decoded view of 10,000 events' },
  { name: 'cli', what: 'decode, summary and check of 50 MB beside awk and Python', bundles: true },
  {
    name: 'editor',
    what: 'the language features in the extension host, on 50 MB',
    bundles: true,
  },
  {
    name: 'health',
    what: 'the health view in a browser: drawing, frame times, size',
    bundles: true,
  },
  { name: 'bundle', what: 'sizes of the bundles and the time to activate', bundles: true },
];

/** @param {readonly string[]} names none: all */
function chosenBenches(names) {
  const unknown = names.find((name) => !benches.some((bench) => bench.name === name));
  if (unknown !== undefined) {
    const known = benches.map(({ name }) => name).join(', ');
    throw new Error(`There is no bench "${unknown}". The benches are: ${known}.`);
  }
  return benches.filter(({ name }) => names.length === 0 || names.includes(name));
}

/** @returns whether it came to its end */
function run(args) {
  const { status, error } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status === 0) return true;
  console.error(`node ${args.join(' ')} failed: ${error?.message ?? `exit code ${status}`}.`);
  return false;
}

/** What the figures were measured on. Other work at the same time makes them worse. */
function printMachine() {
  console.log(`## Machine

| CPU | Cores | Memory | System | Node | Load before |
| --- | --- | --- | --- | --- | --- |
| ${cpus()[0]?.model ?? 'unknown'} | ${availableParallelism()} | ${(totalmem() / 2 ** 30).toFixed(0)} GiB | ${type()} ${release()} | ${process.versions.node} | ${loadavg()[0].toFixed(2)} |
`);
}

function main() {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { profile: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    console.log('npm run bench [-- BENCH ... [--profile FOLDER]]\n\nBenches:');
    for (const { name, what } of benches) console.log(`  ${name.padEnd(12)} ${what}`);
    return 0;
  }
  const chosen = chosenBenches(positionals);
  setup();
  const scratch = mkdtempSync(path.join(tmpdir(), 'cloudhsm-npm-bench-'));
  try {
    return runBenches(chosen, scratch, values.profile);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function runBenches(chosen, scratch, profileFolder) {
  // Built beside dist/: whoever tries the extension meanwhile keeps the bundles there.
  const bundles = path.join(scratch, 'dist');
  const rspack = ['node_modules/@rspack/cli/bin/rspack.js', 'build', '--mode', 'production'];
  const bench = ['--env', 'bench', '--output-path', bundles];
  if (!run(['scripts/compile.mjs', '--noCheck'])) return 1;
  if (chosen.some((bench) => bench.bundles) && !run([...rspack, ...bench])) return 1;
  printMachine();
  const profile = profileFolder
    ? ['--cpu-prof', `--cpu-prof-dir=${path.resolve(profileFolder)}`]
    : [];
  const failed = chosen.filter(
    (bench) =>
      !run([...profile, `out/test/bench/${bench.name}.js`, ...(bench.bundles ? [bundles] : [])]),
  );
  if (failed.length === 0) return 0;
  console.error(`Could not run: ${failed.map(({ name }) => name).join(', ')}.`);
  return 1;
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
