/**
 * Times the audit log grammar beside the grammar that VS Code uses for any other `.log` file, in the
 * engine that VS Code itself runs.
 */
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { loadWASM, OnigScanner, OnigString } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry, type IGrammar } from 'vscode-textmate';
import { projectRoot } from '../host/projectPaths';
import { servedInstall } from '../host/servedInstall';
import { vscodeVersionNamed } from '../host/vscodeVersions';
import { auditLogText } from './fixtures/auditLog';
import { mediansInTurn, timed } from './measure';
import { countWords, printReport, runBench, timeWords } from './report';

const events = 20_000;
const seed = 20_210_304;
const rounds = 7;
const mostRatio = 0.5;

const ownGrammar = path.join(projectRoot, 'syntaxes/cloudhsm-audit.tmLanguage.json');

/** Where the grammar of `log` files stands in a VS Code that serves itself. */
function logGrammar(serverMain: string): string {
  return path.join(serverMain, '../../extensions/log/syntaxes/log.tmLanguage.json');
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

/** Tokenises all lines the way the editor does, each with the state of the one before. */
function tokenise(grammar: IGrammar, lines: readonly string[]): void {
  let state = INITIAL;
  for (const line of lines) state = grammar.tokenizeLine2(line, state).ruleStack;
}

async function tokeniseBench(): Promise<void> {
  const version = vscodeVersionNamed('1.100');
  const { serverMain } = await servedInstall(version);
  await loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')));
  const own = await loadGrammar(ownGrammar);
  const builtIn = await loadGrammar(logGrammar(serverMain));
  const lines = auditLogText(events, seed).split('\n');

  const ms = mediansInTurn(
    {
      own: timed(() => tokenise(own, lines)),
      builtIn: timed(() => tokenise(builtIn, lines)),
    },
    rounds,
  );
  const ratio = ms.own / ms.builtIn;
  const aLine = (total: number): string => `${timeWords(total / lines.length)} a line`;
  printReport(
    'Tokenising',
    [
      `${countWords(events)} events, ${countWords(lines.length)} lines, seed ${seed}; medians of ${rounds} runs in turn.`,
    ],
    [
      {
        what: 'Audit log grammar',
        measured: aLine(ms.own),
        beside: {
          what: `\`log\` grammar of VS Code ${version.release}`,
          measured: aLine(ms.builtIn),
          ratio,
        },
        goal: { words: `at most ${mostRatio} of its time`, met: ratio <= mostRatio },
      },
    ],
  );
}

runBench(tokeniseBench);
