import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { defaultColumns } from '../../src/audit/decoded/decodedColumns';
import { decodedSteps } from '../../src/audit/decoded/decodedSteps';
import { atOnce } from '../../src/audit/slices';
import { AuditLog } from '../../src/audit/table/auditLog';
import { eventFacets } from '../../src/audit/filter/eventFacets';
import { markdownText, oneLine } from '../../src/audit/export/markdown';
import { filterGroups } from '../../src/commands/views/filterItems';
import { withoutLinks } from '../../src/commands/notificationText';
import { evidenceFiles } from '../../src/documents/export/evidence/evidenceFiles';
import {
  exportPieces,
  type EventList,
  type ExportFormat,
} from '../../src/documents/export/exportedEvents';
import { pageOf, sessionAlarm, sessionsOf } from '../fixtures/healthPages';
import { runCommand } from '../unit/cli/fakeIo';
import { viewUri } from '../../src/documents/decoded/decodedAddress';
import { auditLog, loginOf } from './auditTexts';
import { FakeSource } from './fakeSource';
import { hostileLog, hostileTexts, unknownLines } from './hostileTexts';
import { hoverAt, liveMarkup } from './editor/hovers';
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
import { treeOf } from './sidebar/treeRows';

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

function list(text = hostileLog): EventList {
  const log = AuditLog.of(text);
  return {
    sources: [vscode.Uri.file('/tmp/hsm-a.log')],
    logs: [{ log, name: 'hsm-a' }],
    events: Array.from({ length: log.length }, (_, row) => ({ log: 0, row })),
  };
}

function exportedLines(format: ExportFormat, end: string, log = hostileLog): readonly string[] {
  const text = [...exportPieces(list(log), format)].map((piece) => piece.text).join('');
  return text.split(end).filter((line) => line !== '');
}

/** Without the mark at its start by which Excel knows the encoding. */
function csvLines(log?: string): readonly string[] {
  return exportedLines('csv', '\r\n', log).map((line) => line.replace(/^\ufeffkind/, 'kind'));
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
      const document = await opened('hostile/hostileTexts.hsmaudit', hostileLog);
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
      const { uri } = await opened('hostile/hostileTexts.hsmaudit', hostileLog);
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
      await opened('hostile/hostileTexts.hsmaudit', hostileLog);
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
      const { uri } = await opened('hostile/hostileTexts.hsmaudit', hostileLog);
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
      const { uri, lineCount } = await opened('hostile/hostileTexts.hsmaudit', hostileLog);
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
      const uri = await file('hostile/hostileTexts.hsmaudit', hostileLog);
      await vscode.commands.executeCommand('cloudhsm.openDecoded', uri);
      const lines = activeEditor().document.getText().trimEnd().split('\n');
      assert.equal(lines.length, hostileTexts.length + 1, 'a header, and a line an event');
      for (const line of lines) assert.equal(line.split(/ {2,}/).length, 8, line);
      return lines;
    },
  },
  'a hover of the decoded view': {
    holds: 'all',
    longest: 4000,
    also: noLiveMarkup,
    async shown() {
      const uri = await file('hostile/hostileTexts.hsmaudit', hostileLog);
      await vscode.commands.executeCommand('cloudhsm.openDecoded', uri);
      const { document } = activeEditor();
      const found: string[] = [];
      for (let line = 1; line <= hostileTexts.length; line++) {
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
      const names = hostileTexts.map(({ text }) => text);
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
    shown: () => hostileTexts.map(({ text }) => withoutLinks(`“${text}” cannot be read.`)),
  },
  'JSON lines': {
    holds: 'all',
    also: (line) => assert.doesNotThrow(() => JSON.parse(line)),
    shown: () => exportedLines('ndjson', '\n'),
  },
  CSV: {
    holds: 'all',
    also: (line) => assert.doesNotMatch(line, /(?:^|,)"?[=+@-](?!\d)/),
    shown: () => csvLines(),
  },
  'JSON lines of unknown lines': {
    holds: 'all',
    also: (line) => assert.doesNotThrow(() => JSON.parse(line)),
    shown: () => exportedLines('ndjson', '\n', unknownLines),
  },
  'CSV of unknown lines': {
    holds: 'all',
    also: (line) => assert.doesNotMatch(line, /(?:^|,)"?[=+@-](?!\d)/),
    shown: () => csvLines(unknownLines),
  },
  'Markdown of unknown lines': {
    holds: 'all',
    also: (line) => assert.doesNotMatch(line.replace(/\\[!-/:-@[-`{-~]/g, ''), /[<`[]/),
    shown: () => {
      const { log } = list(unknownLines).logs[0]!;
      return hostileTexts.flatMap((_, row) =>
        markdownText(log.event(row), log.text, 'hsm-a').split('\n'),
      );
    },
  },
  'a hover of unknown lines': {
    holds: 'some',
    longest: 4000,
    also: noLiveMarkup,
    async shown() {
      const document = await opened('hostile/unknownLines.hsmaudit', unknownLines);
      const found: string[] = [];
      for (let line = 0; line < document.lineCount; line++) {
        const hover = await hoverAt(document, document.lineAt(line).range.end);
        found.push(...(hover?.markdown.split('\n') ?? []));
      }
      return found;
    },
  },
  'a view of several logs': {
    holds: 'all',
    shown: () => {
      const view = atOnce(
        decodedSteps({
          logs: hostileTexts.map(({ text }) => ({
            log: AuditLog.of(auditLog(loginOf('bob'))),
            name: text,
          })),
          filter: {},
          columns: defaultColumns,
          mostCharacters: 10_000_000,
        }),
      );
      const lines = view.text.trimEnd().split('\n');
      assert.equal(lines.length, hostileTexts.length + 1, 'a header, and a line an event');
      for (const line of lines) assert.equal(line.split(/ {2,}/).length, 9, line);
      return lines;
    },
  },
  'what a filtered view says of itself, and the name of its tab': {
    holds: 'some',
    longest: 1000,
    shown: () =>
      hostileTexts.flatMap(({ text }) => {
        const filter = { users: [text], opcodes: [text] };
        const view = atOnce(
          decodedSteps({
            logs: [{ log: AuditLog.of(hostileLog), name: 'hsm-a' }],
            filter,
            columns: defaultColumns,
            mostCharacters: 10_000_000,
          }),
        );
        const { path } = viewUri({ sources: [vscode.Uri.file('/tmp/hsm-a.log')], filter });
        assert.doesNotMatch(path, /\$\(|\\/);
        return [...view.text.split('\n').slice(0, 2), path];
      }),
  },
  'Markdown that is copied': {
    holds: 'all',
    shown: () => {
      const { log } = list().logs[0]!;
      return hostileTexts.flatMap((_, row) => {
        const text = markdownText(log.event(row), log.text, 'hsm-a');
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
      const lines = hostileTexts.map((_, row) => oneLine(log.event(row), 'hsm-a'));
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
              uri: vscode.Uri.file(`/tmp/${hostileTexts.map(({ text }) => text).join('')}`),
              bytes: new TextEncoder().encode(hostileLog),
              whole: true,
            },
          ],
          filter: { users: hostileTexts.map(({ text }) => text) },
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
      const page = pageOf(
        hostileTexts.map(({ text }) =>
          sessionsOf(text, [
            [0, 1],
            [1, 10],
          ]),
        ),
        {
          title: hostileTexts.map(({ text }) => text).join(' '),
          alarms: hostileTexts.map(({ text }) => ({ ...sessionAlarm, name: text })),
        },
      );
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
      const missing = hostileTexts
        .filter(({ mark }) => !all.includes(mark))
        .map(({ mark }) => mark);
      if (surface.holds === 'all') assert.deepEqual(missing, []);
      else if (surface.holds === 'some') assert.ok(missing.length < hostileTexts.length, all);
      else assert.equal(missing.length, hostileTexts.length);
    });
  }
});
