import * as assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { rawSource } from '../../../src/commands/export/rawSource';
import { viewUri } from '../../../src/documents/decoded/decodedAddress';
import type { Manifest } from '../../../src/documents/export/evidence/manifest';
import { rangeUri } from '../../../src/documents/ranges/rangeAddress';
import { searchUri } from '../../../src/documents/search/searchAddress';
import { streamUri } from '../../../src/documents/streams/streamAddress';
import { startEndpoint, type Endpoint } from '../../endpoint/server';
import { auditLog, loginOf, someTime } from '../auditTexts';
import {
  activated,
  activeEditor,
  closeEditors,
  file,
  opened,
  resetSettings,
  set,
  settled,
} from '../openDocuments';

/** Answers in the place of a person until the test is over. */
function answer(name: keyof typeof vscode.window, by: (...given: never[]) => unknown): void {
  const { [name]: own } = vscode.window;
  const set = (value: unknown): void => void Object.assign(vscode.window, { [name]: value });
  undo.push(() => set(own));
  set((...given: never[]) => Promise.resolve(by(...given)));
}

const undo: (() => void)[] = [];

/** Chooses the rows with these labels, one list after another. */
function choose(...labels: readonly string[]): void {
  const left = [...labels];
  answer('showQuickPick', (items: readonly vscode.QuickPickItem[]) => {
    const label = left.shift();
    const found = items.find((item) => item.label === label);
    assert.ok(found, `${label} is none of ${items.map((item) => item.label).join()}`);
    return found;
  });
}

const connection = 'exported';
const logGroup = '/aws/cloudhsm/cluster-exported';
const stream = 'hsm-exported';
const ms = Number(someTime / 1000n);
const count = 600; // more than are fetched first
const user = (sequence: number): string => (sequence % 2 === 0 ? 'alice' : 'bob');

describe('exporting', () => {
  let endpoint: Endpoint;
  let folder: vscode.Uri;

  before(async () => {
    await activated();
    endpoint = await startEndpoint();
    endpoint.store.seed(
      logGroup,
      stream,
      Array.from({ length: count }, (_, sequence) => ({
        timestamp: ms + sequence * 1000,
        message: loginOf(user(sequence), {
          sequence,
          usecs: someTime + BigInt(sequence) * 1_000_000n,
        }),
      })),
    );
    await set('cloudhsm.connections', [
      { name: connection, region: 'us-east-1', endpoint: endpoint.url },
    ]);
  });
  beforeEach(async () => {
    answer('showInformationMessage', () => undefined);
    folder = vscode.Uri.joinPath(await file(`export/${Date.now()}/x`, ''), '..');
  });
  afterEach(async () => {
    // The last first: a function may have been answered for twice.
    undo
      .splice(0)
      .reverse()
      .forEach((one) => one());
    await closeEditors();
  });
  after(async () => {
    await resetSettings();
    await endpoint.stop();
  });

  async function evidence(): Promise<Manifest> {
    answer('showOpenDialog', () => [folder]);
    await vscode.commands.executeCommand('cloudhsm.exportEvidence');
    const made = (await vscode.workspace.fs.readDirectory(folder)).find(([name]) =>
      name.startsWith('cloudhsm-evidence-'),
    );
    const manifest = vscode.Uri.joinPath(folder, made?.[0] ?? '', 'manifest.json');
    const read = JSON.parse(await readFile(manifest.fsPath, 'utf8')) as Manifest;
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(manifest, '..'), { recursive: true });
    return read;
  }

  it('says in evidence that a stream is whole when all of it is here, and not before', async () => {
    await vscode.window.showTextDocument(streamUri({ connection, logGroup, stream }));
    const [part] = (await evidence()).sources;
    assert.equal(part?.whole, false);
    assert.equal(part.stream, stream);
    assert.match(String(part.arn), /^arn:aws:logs:.*:log-stream:hsm-exported/);
    for (let page = 0; page < 2; page++) {
      await vscode.commands.executeCommand('cloudhsm.openOlderEvents');
    }
    const [whole] = (await evidence()).sources;
    assert.deepEqual([whole?.whole, whole?.events], [true, count]);
    assert.equal(whole?.decodedFromTheseBytes, true);
  });

  it('takes no evidence of what is not saved', async () => {
    await vscode.window.showTextDocument(
      await opened('export/typed.hsmaudit', auditLog(loginOf('a'))),
    );
    await activeEditor().edit((edit) => edit.insert(new vscode.Position(0, 0), ' '));
    let asked = 0;
    answer('showErrorMessage', () => undefined);
    answer('showOpenDialog', () => {
      asked++;
    });
    await vscode.commands
      .executeCommand('cloudhsm.exportEvidence')
      .then(undefined, () => undefined);
    assert.equal(asked, 0);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  describe('as evidence what is a part of its log', () => {
    const signal = new AbortController().signal;
    const fetched = { hasOlder: false, missing: undefined as string | undefined, text: 'text' };
    const context = (of = fetched): Parameters<typeof rawSource>[0] => ({
      streams: { open: () => Promise.resolve(of as never) },
      searches: { missing: () => of.missing },
      arnOf: () => Promise.resolve('arn'),
    });
    const whole = streamUri({ connection, logGroup, stream });

    it('says what of a stream could not be read', async () => {
      const missing = '03:00 to 03:30 could not be read.';
      const raw = await rawSource(context({ ...fetched, missing }), whole, signal);
      assert.deepEqual([raw.whole, raw.missing], [false, missing]);
      assert.equal((await rawSource(context(), whole, signal)).whole, true);
    });

    it('says which time of a stream was asked for', async () => {
      const range = { from: ms, to: ms + 60_000 };
      const uri = streamUri({ connection, logGroup, stream, range });
      const raw = await rawSource(context({ ...fetched, hasOlder: true }), uri, signal);
      assert.equal(raw.whole, false);
      assert.deepEqual(raw.range, {
        from: '2026-03-12T03:12:07.140Z',
        to: '2026-03-12T03:13:07.140Z',
      });
    });

    it('says what was searched for, and where', async () => {
      const uri = searchUri({
        connection,
        logGroup,
        stream,
        searched: undefined,
        query: { filter: { users: ['bob'] } },
        range: { from: ms, to: ms + 10_000 },
      });
      const raw = await rawSource(context(), uri, signal);
      assert.equal(Buffer.from(raw.bytes).toString().match(/bob/g)?.length, 5);
      assert.deepEqual(
        [raw.whole, raw.excerpt, raw.stream, raw.logGroup, raw.arn],
        [false, 'search: user "bob"', stream, logGroup, 'arn'],
      );
      assert.equal(raw.range?.to, '2026-03-12T03:12:17.140Z');
      const missing = 'It was cancelled.';
      const cut = await rawSource(context({ ...fetched, missing }), uri, signal);
      assert.equal(cut.missing, missing);
    });

    it('says which time of a file was opened', async () => {
      const source = await file('export/large.log', auditLog(loginOf('alice'), loginOf('bob')));
      const uri = rangeUri({ source, span: { from: 1000 * ms, to: 1000 * ms + 999 } });
      const raw = await rawSource(context(), uri, signal);
      assert.match(Buffer.from(raw.bytes).toString(), /alice[^]*bob/);
      assert.deepEqual([raw.whole, raw.excerpt], [false, 'time range']);
      assert.deepEqual(raw.range, {
        from: '2026-03-12T03:12:07.140000Z',
        to: '2026-03-12T03:12:07.140999Z',
      });
    });
  });

  it('writes the selected events of merged logs, each with its own place', async () => {
    const sources = [
      await file('export/hsm-aaaaaaaaaaa.log', auditLog(loginOf('alice'), loginOf('carol'))),
      await file('export/hsm-bbbbbbbbbbb.log', auditLog(loginOf('bob', { usecs: someTime + 1n }))),
    ];
    await vscode.window.showTextDocument(viewUri({ sources, filter: {} }));
    const editor = activeEditor();
    const lineOf = (name: string): number =>
      editor.document
        .getText()
        .split('\n')
        .findIndex((line) => line.includes(`"${name}"`));
    assert.ok(lineOf('bob') > 0 && lineOf('alice') > 0);
    editor.selections = ['alice', 'bob'].map(
      (name) => new vscode.Selection(lineOf(name), 0, lineOf(name), 9),
    );
    await settled();
    choose('The selection', 'JSON lines');
    const target = vscode.Uri.joinPath(folder, 'events.ndjson');
    answer('showSaveDialog', () => target);
    await vscode.commands.executeCommand('cloudhsm.exportEvents');
    const events = (await readFile(target.fsPath, 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, Record<string, unknown>>);
    assert.deepEqual(
      events.map(({ stream: of, user: by, source }) => [of, by?.name, source?.file, source?.line]),
      [
        ['hsm-aaaaaaaaaaa', 'alice', sources[0]?.fsPath, 1],
        ['hsm-bbbbbbbbbbb', 'bob', sources[1]?.fsPath, 1],
      ],
    );
  });

  it('writes of JSON the stored text alone, and which record each event is', async () => {
    const messages = ['alice', 'bob'].map((name) => loginOf(name));
    const json = JSON.stringify({
      events: messages.map((message, at) => ({
        timestamp: ms + at,
        message,
        logStreamName: stream,
      })),
    });
    await vscode.commands.executeCommand(
      'cloudhsm.openDecoded',
      await file('export/get.json', json),
    );
    const write = async (format: string): Promise<string> => {
      choose(format);
      const target = vscode.Uri.joinPath(folder, format);
      answer('showSaveDialog', () => target);
      await vscode.commands.executeCommand('cloudhsm.exportEvents');
      return readFile(target.fsPath, 'utf8');
    };
    assert.equal(await write('Raw text'), auditLog(...messages));
    const sources = (await write('JSON lines'))
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { readonly source: unknown }).source);
    const { fsPath } = vscode.Uri.joinPath(folder, '../get.json');
    assert.deepEqual(sources, [
      { file: fsPath, line: 1, record: 0 },
      { file: fsPath, line: 1, record: 1 },
    ]);
  });
});
