import * as assert from 'node:assert';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { loadWASM, OnigScanner, OnigString } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry, type IGrammar } from 'vscode-textmate';
import { createRegistry } from 'vscode-tmgrammar-test/dist/common/index';
import { parseGrammarTestCase, runGrammarTestCase } from 'vscode-tmgrammar-test/dist/unit/index';
import type { GrammarTestCase } from 'vscode-tmgrammar-test/dist/unit/model';
import { labels } from '../../src/audit/text/labels';
import { responseOutcome } from '../../src/audit/event/outcome';
import { parseResponse } from '../../src/audit/text/values';

const auditScope = 'source.cloudhsm-audit';
const decodedScope = 'source.cloudhsm-decoded';
const trailScope = 'source.cloudhsm-trail';
const insightsScope = 'source.cloudhsm-insights';
const resultScope = 'source.cloudhsm-result';
const grammarPaths: Readonly<Record<string, string>> = {
  [auditScope]: path.resolve('syntaxes', 'cloudhsm-audit.tmLanguage.json'),
  [decodedScope]: path.resolve('syntaxes', 'cloudhsm-decoded.tmLanguage.json'),
  [trailScope]: path.resolve('syntaxes', 'cloudhsm-trail.tmLanguage.json'),
  [insightsScope]: path.resolve('syntaxes', 'cloudhsm-insights.tmLanguage.json'),
  [resultScope]: path.resolve('syntaxes', 'cloudhsm-result.tmLanguage.json'),
};
const fixtureFolder = path.resolve('test', 'grammar');
const documentedEvents = path.resolve('../shared/reference/samples/documented-events.log');

const unknownLabel = 'markup.changed.label.unknown.cloudhsm-audit';
const success = 'markup.inserted.response';
const failure = 'invalid.response';

/** The clock of processor time steps by milliseconds on some systems: less than some of them says nothing. */
const finestMicros = 3_000;

const fixtures = readdirSync(fixtureFolder).filter((name) =>
  /\.(?:hsm(?:audit|decoded|trail|result)|cwli)$/.test(name),
);

function readFixture(name: string): GrammarTestCase {
  return parseGrammarTestCase(readFileSync(path.join(fixtureFolder, name), 'utf8'));
}

describe('the grammars', () => {
  const registry = createRegistry(
    Object.entries(grammarPaths).map(([scopeName, grammarPath]) => ({
      scopeName,
      path: grammarPath,
    })),
  );

  async function assertFixture(name: string, fixture: GrammarTestCase): Promise<void> {
    const failures = await runGrammarTestCase(registry, fixture);
    const lines = failures.map(({ line, start, end, missing, unexpected, actual }) => {
      const wanted = [...missing, ...unexpected.map((scope) => `no ${scope}`)].join(' ');
      return `${name}:${line + 1}:${start + 1}-${end}: wants ${wanted}, is ${actual.join(' ')}`;
    });
    assert.deepStrictEqual(lines, []);
  }

  for (const name of fixtures) {
    it(`colour every line of ${name} as it says`, () => assertFixture(name, readFixture(name)));

    it(`colour ${name} alike with a carriage return at the end of every line`, () => {
      const fixture = readFixture(name);
      const source = fixture.source.map((line) => `${line}\r`);
      return assertFixture(name, { ...fixture, source });
    });
  }
});

/** One token of a line: its text, and its scopes without the grammar's own. */
interface Token {
  readonly text: string;
  readonly scopes: readonly string[];
}

function tokens(grammar: IGrammar, line: string): Token[] {
  return grammar.tokenizeLine(line, INITIAL).tokens.map(({ startIndex, endIndex, scopes }) => ({
    text: line.slice(startIndex, endIndex),
    scopes: scopes.slice(1),
  }));
}

async function loadGrammar(scope: string): Promise<IGrammar> {
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new OnigScanner(patterns),
      createOnigString: (text) => new OnigString(text),
    }),
    loadGrammar: (scopeName) => {
      const grammarPath = grammarPaths[scopeName]!;
      return Promise.resolve(parseRawGrammar(readFileSync(grammarPath, 'utf8'), grammarPath));
    },
  });
  const grammar = await registry.loadGrammar(scope);
  assert.ok(grammar);
  return grammar;
}

/** Pieces of both formats, out of which hostile lines are put together. */
const pieces = fc.constantFrom(
  ...['Time: 03/04/21 05:06:07.000123, usecs:1614834367000123', '2021-03-04T05:06:07.000123Z'],
  ...['User Name', 'Response', 'Opcode : CN_LOGIN (0xd)', '0:HSM Return: SUCCESS', '0x1d', '-'],
  ...[' : ', ':', '  ', '\t', '"', '\\', '{', '}', '[', ']', '(', '/*', '! ', 'user "', 'FAILED 1'],
  ...['# range: 7d', '| parse @message /', ' like /', '`', '|'],
);
const hostileLine = fc
  .array(fc.oneof(pieces, fc.string({ unit: 'grapheme' })), { maxLength: 12 })
  .map((parts) => parts.join('').replace(/[\r\n]/g, ' '));

describe('the engine of the editor', () => {
  let audit: IGrammar;
  let decoded: IGrammar;
  let grammars: readonly IGrammar[];

  before(async () => {
    await loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')));
    [audit, decoded] = await Promise.all([loadGrammar(auditScope), loadGrammar(decodedScope)]);
    const others = await Promise.all([loadGrammar(insightsScope), loadGrammar(resultScope)]);
    grammars = [audit, decoded, ...others];
  });

  it('carries nothing from any line into the next', () => {
    fc.assert(
      fc.property(hostileLine, (line) => {
        for (const grammar of grammars) {
          const after = grammar.tokenizeLine(line, INITIAL).ruleStack;
          assert.strictEqual(after.depth, 1);
        }
      }),
    );
  });

  it('reads a long line of any kind once, and not again from each of its places', function () {
    this.timeout(60_000);
    const starts = [
      '',
      '/',
      '`',
      '| parse a /',
      'filter a like /',
      'Time',
      'User Name : ',
      'Response : ',
      'Response : 0',
      '{"op_code": ',
    ];
    const event = '2021-03-04T05:06:07.000123Z  hsm-q7w2e4r5t6y  0x1d  CN_LOGIN  ';
    const repeated = [
      ' ',
      '\t',
      '"',
      '\\"',
      '{"',
      ' User Name : ',
      'Time ',
      'a ',
      '0',
      ',',
      '  key 1',
    ];
    // Eight for a line that is read once, 64 for one that is read again from each of its places.
    const most = 30;
    const cpuMicros = (grammar: IGrammar, line: string): number => {
      const before = process.cpuUsage();
      grammar.tokenizeLine2(line, INITIAL);
      return process.cpuUsage(before).user;
    };
    /** How many times the work eight times the line is. Noise only adds: the least of some tries counts. */
    const growth = (grammar: IGrammar, line: (length: number) => string): number => {
      let long = cpuMicros(grammar, line(16_000));
      let short = cpuMicros(grammar, line(2_000));
      const times = (): number => long / Math.max(short, finestMicros);
      for (let tries = 0; tries < 5 && times() > most; tries++) {
        long = Math.min(long, cpuMicros(grammar, line(16_000)));
        short = Math.min(short, cpuMicros(grammar, line(2_000)));
      }
      return times();
    };
    for (const grammar of grammars) {
      for (const start of [...starts, event, `${event}user "`]) {
        for (const unit of repeated) {
          const times = growth(grammar, (length) => start + unit.repeat(length / unit.length));
          assert.ok(times <= most, `${start}${unit}…: ${times} times the work`);
        }
      }
    }
  });

  it('knows every label that the decoder knows', () => {
    for (const { text } of labels) {
      const [label] = tokens(audit, `${text} : 1`);
      assert.strictEqual(label?.text, text);
      assert.match(label.scopes[0]!, /^(?:variable|keyword)\.other\.label\./, text);
    }
  });

  it('shows a response as success or failure exactly where the decoder says so', () => {
    const code = fc.constantFrom('', '0', '00', '7', '163', '0x0', '-1', ' ');
    const verdict = fc.constantFrom('', 'HSM Return', 'HSM Error', 'hsm error', 'HSM');
    const separator = fc.constantFrom(':', ' : ', ': ', '');
    const text = fc.constantFrom('', 'SUCCESS', 'RET_USER_LOGIN_FAILURE', 'HSM Error: x');
    fc.assert(
      fc.property(code, separator, verdict, separator, text, (...parts) => {
        const value = parts.join('').trim();
        const response = parseResponse(value);
        const scopes = tokens(audit, `Response : ${value}`).flatMap((token) => token.scopes);
        const shown = scopes.some((scope) => scope.startsWith(success))
          ? 'success'
          : scopes.some((scope) => scope.startsWith(failure))
            ? 'failure'
            : 'unknown';
        assert.strictEqual(shown, responseOutcome(response.code, response.verdict), value);
      }),
      { numRuns: 1000 },
    );
  });

  it('finds no unknown label in the events that AWS documents', function () {
    if (!existsSync(documentedEvents)) this.skip();
    const lines = readFileSync(documentedEvents, 'utf8').split('\n').filter(Boolean);
    for (const line of lines) {
      const scopes = tokens(audit, line).flatMap((token) => token.scopes);
      assert.ok(
        scopes.some((scope) => scope.includes('.other.label.')),
        line,
      );
      assert.ok(!scopes.includes(unknownLabel), line);
    }
  });
});
