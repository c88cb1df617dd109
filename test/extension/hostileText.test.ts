import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { AuditLog } from '../../src/audit/auditLog';
import { eventFacets } from '../../src/audit/eventFacets';
import { markdownText, oneLine } from '../../src/audit/export/markdown';
import { filterGroups } from '../../src/commands/filterItems';
import { withoutLinks } from '../../src/commands/notificationText';
import { evidenceFiles } from '../../src/documents/evidence/evidenceFiles';
import {
  exportPieces,
  type EventList,
  type ExportFormat,
} from '../../src/documents/exportedEvents';
import { healthPage } from '../../src/health/healthPage';
import { runCommand } from '../unit/cli/fakeIo';
import { auditLog, auditText, hostileNames, loginOf } from './auditTexts';
import { classicForm } from '../../src/sources/sample/eventText';
import { FakeSource } from './fakeSource';
import { hoverAt, hoverOn, liveMarkup, type ShownHover } from './hovers';
import {
  activeEditor,
  closeEditors,
  file,
  languageReady,
  opened,
  resetSettings,
  set,
  until,
} from './openDocuments';
import { treeOf } from './treeRows';

/** Hostile text with a word by which it is found again, whatever was escaped or cut. */
interface Hostile {
  readonly text: string;
  readonly mark: string;
}

const table: readonly Hostile[] = [
  ...hostileNames,
  '=HYPERLINK("http://evil.example")',
  '@SUM(1+1)',
  'gnp\u202eexe',
  'isolate \u2066a\u2069 b\u200fc',
  '\u001b[31mred\u001b]8;;http://evil.example\u0007',
  'line\u2028sep\u2029par\u0085nel\u000bvt\u000cff',
  'blank \u00a0 hard \u3164 \u200b none',
  'two  blanks',
  'quote " and \\ and \' and |',
  'x'.repeat(10_240),
  '<b>'.repeat(3400),
].map((text, index) => {
  const mark = `evil${String(index).padStart(2, '0')}`;
  return { mark, text: text.length > 1000 ? `${mark}${text}` : `${text} ${mark}` };
});

/** Every text as user, opcode, response and type of an event; some events are missing. */
const events = table.map(({ text }, index) =>
  loginOf(text, {
    sequence: index > 3 ? index + 5 : index,
    opcode: { name: text, code: 0x7777 },
    commandType: { name: text, code: 2 },
    response: { code: 999, verdict: 'error', text },
    logType: { name: text, code: 3 },
  }),
);
const hostileLog = auditLog(...events);

/** What changes lines, hides or turns text, or drives a terminal. A blank of no width parts `$` and `(`. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u3164]/u;

interface Surface {
  /** Every string as the editor or a file gets it. */
  shown(): Promise<readonly string[]> | readonly string[];
  /** How many of the table are shown: a surface that shows none would pass for nothing. */
  readonly holds: 'all' | 'some' | 'none';
  /** In characters, of one string. */
  readonly longest?: number;
  /** Where VS Code makes icons of `$(name)`. */
  readonly icons?: true;
  /** What else one string must be. */
  readonly also?: (text: string) => void;
}

function noLiveMarkup(text: string): void {
  assert.equal(liveMarkup(text), '', text);
}

function list(): EventList {
  const log = AuditLog.of(hostileLog);
  return {
    sources: [vscode.Uri.file('/tmp/hsm-a.log')],
    logs: [{ log, name: 'hsm-a' }],
    events: table.map((_, row) => ({ log: 0, row })),
  };
}

function exportedLines(format: ExportFormat, end: string): readonly string[] {
  const text = [...exportPieces(list(), format)].map((piece) => piece.text).join('');
  return text.split(end).filter((line) => line !== '');
}

/** What a command line writes to a terminal. */
async function printed(...words: readonly string[]): Promise<readonly string[]> {
  const { output, complaints } = await runCommand(
    [...words, 'a.log'],
    { 'a.log': hostileLog },
    undefined,
    true,
  );
  return `${output}\n${complaints}`.split('\n').map((line) =>
    // eslint-disable-next-line no-control-regex -- the colours are our own
    line.replace(/\u001b\[\d*m/g, ''),
  );
}

/** Every string in a value. */
function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}

async function ask<Answer>(command: string, ...args: readonly unknown[]): Promise<Answer> {
  return vscode.commands.executeCommand<Answer>(command, ...args);
}

const surfaces: Readonly<Record<string, Surface>> = {
  'a hover': {
    holds: 'all',
    longest: 4000,
    also: noLiveMarkup,
    async shown() {
      const document = await opened('hostile/table.hsmaudit', hostileLog);
      const found: string[] = [];
      for (let line = 0; line < document.lineCount; line++) {
        const hover = await hoverAt(document, document.lineAt(line).range.end);
        for (const part of hover?.parts ?? []) {
          assert.ok(!part.isTrusted && !part.supportHtml && !part.supportThemeIcons);
        }
        found.push(...(hover?.markdown.split('\n') ?? []));
      }
      return found;
    },
  },
  'the outline': {
    holds: 'all',
    longest: 200,
    icons: true,
    async shown() {
      const { uri } = await opened('hostile/table.hsmaudit', hostileLog);
      const symbols = await ask<vscode.DocumentSymbol[]>(
        'vscode.executeDocumentSymbolProvider',
        uri,
      );
      return symbols.flatMap(({ name, detail }) => [name, detail]);
    },
  },
  'the symbols of the workspace': {
    holds: 'all',
    longest: 200,
    icons: true,
    async shown() {
      await opened('hostile/table.hsmaudit', hostileLog);
      const symbols = await ask<vscode.SymbolInformation[]>(
        'vscode.executeWorkspaceSymbolProvider',
        'evil',
      );
      return symbols.flatMap(({ name, containerName }) => [name, containerName]);
    },
  },
  'a diagnostic': {
    holds: 'some',
    longest: 1000,
    async shown() {
      const { uri } = await opened('hostile/table.hsmaudit', hostileLog);
      const problems = () => vscode.languages.getDiagnostics(uri);
      await until('there are problems', () => problems().length > 0);
      return problems().flatMap(({ message, relatedInformation = [] }) => [
        message,
        ...relatedInformation.map((one) => one.message),
      ]);
    },
  },
  'an inlay hint': {
    holds: 'none',
    longest: 200,
    async shown() {
      await set('cloudhsm.inlayHints', 'on');
      const { uri, lineCount } = await opened('hostile/table.hsmaudit', hostileLog);
      const hints = await ask<vscode.InlayHint[] | undefined>(
        'vscode.executeInlayHintProvider',
        uri,
        new vscode.Range(0, 0, lineCount, 0),
      );
      assert.ok(hints !== undefined && hints.length > 0);
      return hints.map(({ label }) => {
        assert.ok(typeof label === 'string');
        return label;
      });
    },
  },
  'the decoded view': {
    holds: 'all',
    longest: 2000,
    async shown() {
      const uri = await file('hostile/table.hsmaudit', hostileLog);
      await vscode.commands.executeCommand('cloudhsm.openDecoded', uri);
      const lines = activeEditor().document.getText().trimEnd().split('\n');
      assert.equal(lines.length, table.length + 1, 'a header, and a line an event');
      for (const line of lines) assert.equal(line.split(/ {2,}/).length, 8, line);
      return lines;
    },
  },
  'a hover of the decoded view': {
    holds: 'all',
    longest: 4000,
    also: noLiveMarkup,
    async shown() {
      const uri = await file('hostile/table.hsmaudit', hostileLog);
      await vscode.commands.executeCommand('cloudhsm.openDecoded', uri);
      const { document } = activeEditor();
      const found: string[] = [];
      for (let line = 1; line <= table.length; line++) {
        const at = document.lineAt(line).text.indexOf('user "') + 3;
        const hover = await hoverAt(document, new vscode.Position(line, at));
        found.push(...(hover?.markdown.split('\n') ?? []));
      }
      return found;
    },
  },
  'the tree': {
    holds: 'all',
    async shown() {
      const names = table.map(({ text }) => text);
      const source = new FakeSource([names], [names.map((name) => ({ name, kind: 'other' }))]);
      const { row, rows } = treeOf({ prod: source });
      const clusters = await rows(await row('prod'));
      const streams = await rows(clusters[0]);
      return [...clusters, ...streams].flatMap(({ label, item }) => {
        assert.ok(typeof item.tooltip === 'string', 'a tooltip in Markdown');
        const words = [label, typeof item.description === 'string' ? item.description : ''];
        return [...words, ...item.tooltip.split('\n')];
      });
    },
  },
  'the pick of filters': {
    holds: 'all',
    longest: 200,
    icons: true,
    shown: () =>
      filterGroups(eventFacets([AuditLog.of(hostileLog).table], {}), []).flatMap(({ items }) =>
        items.flatMap(({ label, description = '' }) => [label, description]),
      ),
  },
  'a notification': {
    holds: 'all',
    also: (text) => assert.doesNotMatch(text, /\]\(/),
    shown: () => table.map(({ text }) => withoutLinks(`“${text}” cannot be read.`)),
  },
  'JSON lines': {
    holds: 'all',
    also: (line) => assert.doesNotThrow(() => JSON.parse(line)),
    shown: () => exportedLines('ndjson', '\n'),
  },
  CSV: {
    holds: 'all',
    also: (line) => assert.doesNotMatch(line, /(?:^|,)"?[=+@-](?!\d)/),
    shown: () => exportedLines('csv', '\r\n'),
  },
  'Markdown that is copied': {
    holds: 'all',
    shown: () => {
      const { log } = list().logs[0]!;
      return table.flatMap((_, row) => {
        const text = markdownText(log.event(row), 'hsm-a');
        for (const line of text.split('\n')) {
          const bare = line.replace(/\\[!-/:-@[-`{-~]/g, '');
          assert.match(bare, /^(?:|\*\*[^*|<[`]*\*\*, [^*|<[`]*|\|(?:[^|<[`*]*\|){2})$/);
        }
        return text.split('\n');
      });
    },
  },
  'a line that is copied': {
    holds: 'all',
    longest: 2000,
    shown: () => {
      const { log } = list().logs[0]!;
      const lines = table.map((_, row) => oneLine(log.event(row), 'hsm-a'));
      for (const line of lines) assert.equal(line.split(/ {2,}/).length, 8, line);
      return lines;
    },
  },
  'the manifest of evidence': {
    holds: 'all',
    async shown() {
      const files = await evidenceFiles(
        {
          list: list(),
          raw: [
            {
              uri: vscode.Uri.file(`/tmp/${table.map(({ text }) => text).join('')}`),
              bytes: new TextEncoder().encode(hostileLog),
              whole: true,
            },
          ],
          filter: { users: table.map(({ text }) => text) },
          isSelection: false,
          now: 0,
          version: '1.2.3',
        },
        {
          slicing: { now: () => 0, pause: () => Promise.resolve(), sliceMs: 1 },
          signal: new AbortController().signal,
          progress: () => undefined,
        },
      );
      const manifest = new TextDecoder().decode(files.get('manifest.json'));
      assert.doesNotThrow(() => JSON.parse(manifest));
      for (const name of files.keys()) assert.match(name, /^[\w.-]{1,120}$/);
      return manifest.split('\n');
    },
  },
  'the table of the command line': { holds: 'all', longest: 2000, shown: () => printed('decode') },
  'the check of the command line': { holds: 'none', shown: () => printed('check') },
  'the summary of the command line': { holds: 'some', shown: () => printed('summary') },
  'the words of the health page': {
    holds: 'all',
    shown: () => {
      const range = { from: 0, to: 1_200_000 };
      const page = healthPage({
        title: table.map(({ text }) => text).join(' '),
        span: 'hour',
        range,
        metrics: {
          range,
          periodMs: 60_000,
          series: table.map(({ text }) => ({
            metric: 'HsmSessionCount',
            hsm: text,
            times: [0, 60_000],
            values: [1, 10],
          })),
        },
        alarmTimes: undefined,
        alarms: table.map(({ text }) => ({
          name: text,
          metric: 'HsmSessionCount',
          hsm: undefined,
          state: 'OK',
          changed: 0,
          comparison: 'GreaterThanThreshold',
          threshold: 5,
          statistic: 'Maximum',
          periodSeconds: 60,
        })),
        hsmType: 'hsm1.medium',
        notes: [],
      });
      return stringsIn(page);
    },
  },
};

describe('hostile text is text', () => {
  before(languageReady);
  afterEach(async () => {
    await resetSettings();
    await closeEditors();
  });

  for (const [name, surface] of Object.entries(surfaces)) {
    it(`in ${name}`, async () => {
      const shown = await surface.shown();
      for (const text of shown) {
        const visible = text.replaceAll('$\u200b(', '');
        assert.doesNotMatch(visible, unprintable, JSON.stringify(text.slice(0, 2000)));
        if (surface.icons) assert.doesNotMatch(text, /\$\(/);
        if (surface.longest !== undefined) assert.ok(text.length <= surface.longest, text);
        surface.also?.(text);
      }
      const all = shown.join('\n');
      const missing = table.filter(({ mark }) => !all.includes(mark)).map(({ mark }) => mark);
      if (surface.holds === 'all') assert.deepEqual(missing, []);
      else if (surface.holds === 'some') assert.ok(missing.length < table.length, all);
      else assert.equal(missing.length, table.length);
    });
  }
});

function isPlain(hover: ShownHover | undefined): void {
  assert.ok(hover, 'there is no hover');
  for (const part of hover.parts) {
    assert.ok(!part.isTrusted, 'commands in it could run');
    assert.ok(!part.supportHtml, 'HTML in it is HTML');
    assert.ok(!part.supportThemeIcons, 'icons in it are icons');
  }
  assert.equal(liveMarkup(hover.markdown), '', hover.markdown);
}

describe('hostile text in a log', () => {
  before(languageReady);
  after(closeEditors);

  it('is escaped in the hover of another event that names the user', async () => {
    const [name = ''] = hostileNames;
    const wrap = auditText({
      sequence: 1,
      opcode: { name: 'CN_WRAP_KEY', code: 0x1a },
      sessionHandle: 0x7014007,
      details: { kind: 'keys', secret: 1, public: 0 },
    });
    const document = await opened('hostile/session.hsmaudit', auditLog(loginOf(name), wrap));
    const hover = await hoverOn(document, 'Session Handle : 0x7014007');
    isPlain(hover);
    assert.ok(hover.words.includes(`user "${name}"`), hover.words);
  });

  it('that turns the direction of writing is made visible', async () => {
    const document = await opened('hostile/rlo.hsmaudit', auditLog(loginOf('a\u202egnp.exe')));
    const hover = await hoverOn(document, 'gnp.exe');
    isPlain(hover);
    assert.doesNotMatch(hover.markdown, /\u202e/);
    assert.match(hover.words, /^User name a\\u202egnp\.exe\n/);
  });

  it('that is very long is cut in a hover, and not in the log', async () => {
    const name = `x${'<b>'.repeat(3400)}`;
    const document = await opened('hostile/long.hsmaudit', auditLog(loginOf(name)));
    const hover = await hoverOn(document, 'User Name');
    isPlain(hover);
    assert.ok(hover.markdown.length < 4000, `${hover.markdown.length} characters`);
    assert.equal(document.getText(hover.range), `User Name : ${name}`);
  });

  it('with line ends of other systems in it stays on its line', async () => {
    const name = 'a\u2028b\u0085c\u000bd\u001b[31m';
    const document = await opened('hostile/ends.hsmaudit', auditLog(loginOf(name)));
    const hover = await hoverOn(document, 'User Name');
    isPlain(hover);
    assert.match(hover.words, /^User name a\\u2028b\\u0085c\\u000bd\\u001b\[31m\n/);
  });

  it('in the name of a file does not leave the address of its decoded view', async () => {
    const uri = await file('hostile/a?b#c%2F d.hsmaudit', auditLog(auditText({}, classicForm)));
    await vscode.commands.executeCommand('cloudhsm.openDecoded', uri);
    assert.match(activeEditor().document.getText(), /CN_LOGIN/);
  });
});
