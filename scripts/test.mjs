// npm test: every part of the tests, or those that are named.
//
//   npm test                      everything
//   npm test -- unit lint         these parts, and what they need
//   npm test -- unit --grep login only the tests whose name holds the text
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runNode, stopAll } from './command.mjs';
import { before, chosenParts, parts as allParts } from './parts.mjs';
import { root, setup } from './setup.mjs';

const atOnce = 2;
const minuteMs = 60_000;
/** How long a part may take where it says nothing: a slow machine with two parts at once takes half of it. */
const partMinutes = 8;
/** How much of a failure the summary says again. The whole of it stands above. */
const repeatedLines = 12;
/** After this long the parts that still run are ended, and the summary is printed. */
const totalMs = 14.5 * minuteMs;

async function main() {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { grep: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    console.log('npm test [-- PART ... [--grep TEXT]]\n\nParts:');
    for (const part of allParts) console.log(`  ${part.name.padEnd(16)} ${part.what}`);
    return 0;
  }
  const parts = chosenParts(positionals);
  setup();
  const scratch = mkdtempSync(path.join(tmpdir(), 'cloudhsm-npm-test-'));
  process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
  return summary(await runParts(parts, scratch, values.grep));
}

/** Runs the parts two at a time, each after what it needs, and prints each one's output whole. */
async function runParts(parts, scratch, grep) {
  const waiting = [...parts];
  const done = new Map();
  const active = new Map();
  const endsAt = Date.now() + totalMs;
  while (waiting.length + active.size > 0) {
    for (const part of [...waiting]) {
      if (active.size >= atOnce || !before(part).every((name) => done.has(name))) continue;
      waiting.splice(waiting.indexOf(part), 1);
      const leftMs = endsAt - Date.now();
      const broken = part.needs?.find((need) => done.get(need).problem);
      const obstacle = broken ? `${broken} failed` : leftMs <= 0 ? 'no time was left' : undefined;
      const result = obstacle
        ? Promise.resolve(counted(part, { output: '', problem: `not run: ${obstacle}` }, 0))
        : runPart(part, scratch, grep, leftMs);
      active.set(
        part,
        result.then((value) => [part, value]),
      );
    }
    const [part, result] = await Promise.race(active.values());
    active.delete(part);
    done.set(part.name, result);
    print(part, result);
  }
  return parts.map((part) => done.get(part.name));
}

/** @param {number} leftMs what is left of the whole run's time */
async function runPart(part, scratch, grep, leftMs) {
  const start = Date.now();
  const file = path.join(scratch, `${part.name}.json`);
  const usesCli = part.run[0].includes('mocha');
  const result = await runNode(grep && usesCli ? [...part.run, '--fgrep', grep] : part.run, {
    cwd: root,
    env: {
      ...part.env,
      ...(part.counts ? { CLOUDHSM_TEST_RESULTS: file } : {}),
      ...(grep ? { CLOUDHSM_TEST_GREP: grep } : {}),
    },
    timeoutMs: Math.min((part.minutes ?? partMinutes) * minuteMs, leftMs),
  });
  return counted(part, result, Date.now() - start, part.counts ? counts(file) : undefined);
}

/** What mocha counted, or undefined when it did not come to its end. */
function counts(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A part that did not run to its end, or ran nothing, is a failure of its own. */
function counted(part, { output, problem }, ms, mochaCounts) {
  if (!part.counts || !mochaCounts) {
    const reason = problem ?? (part.counts ? 'it ended without counts' : undefined);
    const failed = reason ? 1 : 0;
    return { part, ms, output, problem: reason, passed: 1 - failed, failed, skipped: 0 };
  }
  const { passed, failed, skipped, failures } = mochaCounts;
  if (passed + failed + skipped === 0) {
    return { part, ms, output, problem: 'no test ran', passed, failed: 1, skipped };
  }
  if (problem && failed === 0) return { part, ms, output, problem, passed, failed: 1, skipped };
  const said = failed > 0 ? `${failed} failed` : undefined;
  return { part, ms, output, problem: said, passed, failed, skipped, failures };
}

function print(part, { output, problem, ms }) {
  console.log(`\n── ${part.name}: ${part.what} (${seconds(ms)})`);
  if (output.trim()) console.log(output.replace(/^\s*\n|\s+$/g, ''));
  if (problem) console.log(`✖ ${part.name}: ${problem}`);
}

function summary(results) {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const row = (name, passed, failed, skipped, time, note) =>
    `${name.padEnd(16)} ${String(passed).padStart(6)} ${String(failed).padStart(6)} ${String(skipped).padStart(7)} ${time.padStart(7)}  ${note}`.trimEnd();
  console.log(`\n${row('part', 'passed', 'failed', 'skipped', 'time', '')}`);
  for (const { part, passed, failed, skipped, ms, problem } of results) {
    console.log(row(part.name, passed, failed, skipped, seconds(ms), problem ?? ''));
  }
  for (const result of results.filter(({ failed }) => failed > 0)) repeatFailures(result);
  const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')];
  console.log(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
  return failed > 0 ? 1 : 0;
}

/** Says a part's failures once more at the end: a build server may keep no more than the last lines. */
function repeatFailures({ part, output, failures = [] }) {
  if (failures.length === 0 && output.trim()) {
    console.log(`\n✖ ${part.name}, its last lines:`);
    console.log(indented(output.trimEnd().split('\n').slice(-repeatedLines)));
  }
  for (const { name, message } of failures) {
    console.log(`\n✖ ${part.name}: ${name}`);
    console.log(indented(message.split('\n').slice(0, repeatedLines)));
  }
}

function indented(lines) {
  return lines.map((line) => `    ${line}`).join('\n');
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
]) {
  process.once(signal, () => void stopAll().then(() => process.exit(code)));
}

main().then(
  (code) => (process.exitCode = code),
  (error) => {
    console.error(error instanceof Error ? error.message : error);
    console.log('0 passed, 1 failed');
    process.exitCode = 1;
  },
);
