/**
 * Times the audit log grammar beside the grammar that VS Code uses for any other `.log` file, in the
 * engine that VS Code itself runs, and prints a Markdown table.
 *
 *     node out/test/bench/tokenise.js [path to log.tmLanguage.json]
 *
 * Without a path the built-in grammar is looked for in the VS Code under `.vscode-test/`. Fails when
 * the audit log grammar takes more than half of the built-in one's time a line.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { loadWASM, OnigScanner, OnigString } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry, type IGrammar } from 'vscode-textmate';
import { auditLogLines } from './fixtures/auditLog';

const events = 20_000;
const seed = 20_210_304;
const runs = 7;
const allowedRatio = 0.5;

const ownGrammar = 'syntaxes/cloudhsm-audit.tmLanguage.json';
const builtInGrammar = path.join('extensions', 'log', 'syntaxes', 'log.tmLanguage.json');

/** The built-in log grammar nearest to the top of `root`, or undefined. */
function findBuiltInGrammar(root: string): string | undefined {
  if (!existsSync(root)) return undefined;
  let level = [root];
  while (level.length > 0) {
    const next: string[] = [];
    for (const folder of level) {
      const candidate = path.join(folder, builtInGrammar);
      if (existsSync(candidate)) return candidate;
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        if (entry.isDirectory()) next.push(path.join(folder, entry.name));
      }
    }
    level = next;
  }
  return undefined;
}

interface Subject {
  readonly name: string;
  readonly grammar: IGrammar;
  /** ms, one a run. */
  readonly times: number[];
}

async function newSubject(name: string, grammarPath: string): Promise<Subject> {
  return { name, grammar: await loadGrammar(grammarPath), times: [] };
}

async function loadGrammar(grammarPath: string): Promise<IGrammar> {
  const raw = parseRawGrammar(readFileSync(grammarPath, 'utf8'), grammarPath);
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new OnigScanner(patterns),
      createOnigString: (text) => new OnigString(text),
    }),
    loadGrammar: (scopeName) => Promise.resolve(scopeName === raw.scopeName ? raw : null),
  });
  const grammar = await registry.loadGrammar(raw.scopeName);
  if (grammar === null) throw new Error(`${grammarPath} is no grammar.`);
  return grammar;
}

/** Milliseconds to tokenise all lines the way the editor does, each with the state of the one before. */
function millisecondsToTokenise(grammar: IGrammar, lines: readonly string[]): number {
  const start = process.hrtime.bigint();
  let state = INITIAL;
  for (const line of lines) state = grammar.tokenizeLine2(line, state).ruleStack;
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

async function main(): Promise<void> {
  const builtInPath = process.argv[2] ?? findBuiltInGrammar('.vscode-test');
  if (builtInPath === undefined) {
    throw new Error('No VS Code under .vscode-test/: run `npm start` once, or give a path.');
  }
  const wasm = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
  await loadWASM(wasm);
  const lines = auditLogLines(events, seed);
  const own = await newSubject('CloudHSM audit log', ownGrammar);
  const builtIn = await newSubject("VS Code's log", builtInPath);
  const subjects = [own, builtIn];
  for (let run = -1; run < runs; run++) {
    for (const { grammar, times } of subjects) {
      const time = millisecondsToTokenise(grammar, lines);
      if (run >= 0) times.push(time); // The first run warms the engine up.
    }
  }

  const reference = median(builtIn.times);
  const ratio = median(own.times) / reference;
  console.log(
    `${events} events, ${lines.length} lines, seed ${seed}; medians of ${runs} runs in turn.\n`,
  );
  console.log('| Grammar | ms | µs a line | ratio |');
  console.log('| --- | ---: | ---: | ---: |');
  for (const { name, times } of subjects) {
    const ms = median(times);
    const microseconds = (ms * 1000) / lines.length;
    const columns = [name, ms.toFixed(0), microseconds.toFixed(2), (ms / reference).toFixed(2)];
    console.log(`| ${columns.join(' | ')} |`);
  }
  if (ratio > allowedRatio) {
    console.error(`\nThe ratio is ${ratio.toFixed(2)}; at most ${allowedRatio} is allowed.`);
    process.exitCode = 1;
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
