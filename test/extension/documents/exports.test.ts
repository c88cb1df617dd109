import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { AuditLog } from '../../../src/audit/table/auditLog';
import type { ShownEvent } from '../../../src/audit/decoded/decodedView';
import { evidenceFiles } from '../../../src/documents/export/evidence/evidenceFiles';
import {
  exportPieces,
  type EventList,
  type ExportFormat,
} from '../../../src/documents/export/exportedEvents';
import type { Manifest } from '../../../src/documents/export/evidence/manifest';
import { streamArn } from '../../../src/documents/streams/streamArn';
import { writeWhole, writeWholeFolder } from '../../../src/documents/files/wholeFiles';
import { auditLog, loginOf, someTime } from '../auditTexts';
import { FakeSource } from '../fakeSource';
import { activated, activeEditor, closeEditors, file, opened, showLine } from '../openDocuments';

const text = auditLog(
  loginOf('alice', { sequence: 1 }),
  loginOf('bob', {
    sequence: 2,
    usecs: someTime + 1_000_000n,
    response: { code: 163, verdict: 'error', text: 'RET_USER_LOGIN_FAILURE' },
  }),
  loginOf('carol', { sequence: 3, usecs: someTime + 2_000_000n }),
);

async function copied(command: string): Promise<string> {
  await vscode.env.clipboard.writeText('');
  await vscode.commands.executeCommand(`cloudhsm.${command}`);
  return vscode.env.clipboard.readText();
}

function select(fromLine: number, toLine: number): void {
  activeEditor().selection = new vscode.Selection(fromLine, 0, toLine, 0);
}

function list(name = '/tmp/hsm-aaaaaaaaaaa.log', events?: readonly ShownEvent[]): EventList {
  const log = AuditLog.of(text);
  return {
    sources: [vscode.Uri.file(name)],
    logs: [{ log, name: 'hsm-aaaaaaaaaaa' }],
    events: events ?? [0, 1, 2].map((row) => ({ log: 0, row })),
  };
}

function exported(format: ExportFormat, of = list()): string {
  return [...exportPieces(of, format)].map((piece) => piece.text).join('');
}

const slicing = { now: () => 0, pause: () => Promise.resolve(), sliceMs: 1 };

describe('copying an event', () => {
  before(activated);
  afterEach(closeEditors);

  it('gives its JSON, its Markdown or its line, from the raw text', async () => {
    const document = await opened('export/copy.hsmaudit', text);
    await showLine(document, 13);
    const json = JSON.parse(await copied('copyEventAsJson')) as Record<string, unknown>;
    assert.ok(JSON.stringify(json).includes('"bob"'), JSON.stringify(json));
    assert.match(await copied('copyEventAsMarkdown'), /^\*\*User login\*\*[^]*\| bob \|/);
    assert.match(
      await copied('copyEventAsLine'),
      /^2026-\S+ {2}FAILED 163 {2}CN_LOGIN {2}user "bob"[^\n]*\n$/,
    );
  });

  it('gives all that are selected, from the decoded view too', async () => {
    const document = await opened('export/copy.hsmaudit', text);
    await showLine(document, 0);
    select(2, 15);
    const raw = JSON.parse(await copied('copyEventAsJson')) as unknown[];
    assert.equal(raw.length, 2);
    await vscode.commands.executeCommand('cloudhsm.openDecoded');
    select(2, 4);
    const lines = (await copied('copyEventAsLine')).trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => /user "(\w+)"/.exec(line)?.[1]),
      ['bob', 'carol'],
    );
  });

  it('gives each once and in the order of the log, however many selections touch it', async () => {
    const document = await opened('export/copy.hsmaudit', text);
    await showLine(document, 0);
    const box = [15, 14, 2, 1].map((line) => new vscode.Selection(line, 0, line, 4));
    activeEditor().selections = box;
    const names = async (): Promise<readonly (string | undefined)[]> =>
      (await copied('copyEventAsLine'))
        .trimEnd()
        .split('\n')
        .map((line) => /user "(\w+)"/.exec(line)?.[1]);
    assert.deepEqual(await names(), ['alice', 'bob']);
    await vscode.commands.executeCommand('cloudhsm.openDecoded');
    activeEditor().selections = [3, 2, 2].map(
      (line, at) => new vscode.Selection(line, 4 * at, line, 4 * at + 2),
    );
    assert.deepEqual(await names(), ['bob', 'carol']);
  });
});

describe('exported events', () => {
  it('are the raw text of each, JSON lines or CSV', () => {
    assert.equal(exported('raw'), text);
    const objects = exported('ndjson')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    assert.equal(objects.length, 3);
    assert.ok(JSON.stringify(objects[1]).includes('hsm-aaaaaaaaaaa'));
    const csv = exported('csv').trimEnd().split('\r\n');
    assert.equal(csv.length, 4);
    // The mark that Excel needs for names beyond ASCII.
    assert.ok(csv[0]?.startsWith('\ufeffkind,'));
  });

  it('keep the line ends of their log', () => {
    const windows = text.replaceAll('\n', '\r\n');
    const log = AuditLog.of(windows);
    assert.equal(exported('raw', { ...list(), logs: [{ log, name: undefined }] }), windows);
  });

  it('are those that were chosen, in their order', () => {
    const of = list(undefined, [
      { log: 0, row: 2 },
      { log: 0, row: 0 },
    ]);
    assert.match(exported('raw', of), /carol[^]*alice/);
    assert.doesNotMatch(exported('ndjson', of), /bob/);
  });

  it('replace a file whole, and leave nothing behind when that fails', async () => {
    const uri = await file('export/whole.csv', 'old');
    await writeWhole(uri, new TextEncoder().encode('new'));
    assert.equal(await readFile(uri.fsPath, 'utf8'), 'new');
    const folder = await file('export/folder/inside.txt', 'x');
    const taken = vscode.Uri.joinPath(folder, '../../whole.csv/not-a-folder.csv');
    await assert.rejects(writeWhole(taken, new Uint8Array(1)));
    assert.deepEqual(
      (await readdir(path.dirname(uri.fsPath))).filter((name) => name.includes('unfinished')),
      [],
    );
  });

  it('leave no folder behind that was cancelled half-way', async () => {
    const abort = new AbortController();
    const base = await file('export/cancelled.txt', '');
    const target = vscode.Uri.joinPath(base, '../evidence-cancelled');
    const files = new Map([['a', new Uint8Array(1)]]);
    abort.abort();
    await assert.rejects(writeWholeFolder(target, files, abort.signal), { name: 'AbortError' });
    assert.ok(!existsSync(target.fsPath));
    assert.ok(!existsSync(`${target.fsPath}.unfinished`));
  });
});

describe('evidence', () => {
  const hostile = '/tmp/a b\u202e$(x)|\n.log';

  async function evidence(name: string): Promise<ReadonlyMap<string, Uint8Array>> {
    const of = list(name, [{ log: 0, row: 1 }]);
    const parts: number[] = [];
    const files = await evidenceFiles(
      {
        list: of,
        raw: [
          {
            uri: of.sources[0]!,
            bytes: new TextEncoder().encode(text),
            arn: 'arn:aws:logs:eu-central-1:123456789012:log-group:x:log-stream:y',
            whole: false,
          },
        ],
        filter: { outcomes: ['failure'] },
        isSelection: false,
        now: Date.UTC(2026, 2, 12),
        version: '1.2.3',
      },
      { slicing, signal: new AbortController().signal, progress: (part) => parts.push(part) },
    );
    assert.equal(parts.at(-1), 1);
    return files;
  }

  it('holds the bytes, the events, and what they are', async () => {
    const files = await evidence('/tmp/hsm-aaaaaaaaaaa.log');
    const read = (name: string): string => new TextDecoder().decode(files.get(name));
    assert.equal(read('source-1-hsm-aaaaaaaaaaa.log'), text);
    assert.equal(read('events.ndjson').trimEnd().split('\n').length, 1);
    const manifest = JSON.parse(read('manifest.json')) as Manifest;
    assert.equal(manifest.made, '2026-03-12T00:00:00.000Z');
    assert.deepEqual(manifest.tool, { name: 'CloudHSM Log Explorer', version: '1.2.3' });
    assert.equal(manifest.filter, 'failed');
    const [source] = manifest.sources;
    assert.equal(source?.events, 3);
    assert.equal(source.failures, 1);
    assert.equal(source.first, '2026-03-12T03:12:07.140812Z');
    assert.equal(source.last, '2026-03-12T03:12:09.140812Z');
    assert.equal(source.whole, false);
    assert.equal(source.decodedFromTheseBytes, true);
    assert.match(String(source.arn), /^arn:aws:logs/);
    assert.equal(manifest.decoded.events, 1);
  });

  for (const name of ['/tmp/hsm-aaaaaaaaaaa.log', hostile]) {
    it(`is verified by sha256sum, whatever the log is called: ${JSON.stringify(name)}`, async function () {
      if (process.platform === 'win32') this.skip();
      const base = await file('export/evidence.txt', '');
      const target = vscode.Uri.joinPath(base, `../evidence-${name.length}`);
      await writeWholeFolder(target, await evidence(name), new AbortController().signal);
      const check = () =>
        execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: target.fsPath, encoding: 'utf8' });
      assert.equal(check().match(/: OK$/gm)?.length, 4);
      assert.doesNotMatch(await readFile(`${target.fsPath}/manifest.json`, 'utf8'), /\u202e/);
      await vscode.workspace.fs.writeFile(
        vscode.Uri.joinPath(target, 'events.ndjson'),
        new TextEncoder().encode('{}'),
      );
      assert.throws(check);
    });
  }

  it('says the ARN that AWS gives a stream, and none where the list cannot be had', async () => {
    const source = new FakeSource([['a'], ['b']], [[{ name: 'hsm-b', arn: 'arn:b' }]]);
    const address = { connection: 'x', logGroup: '/aws/cloudhsm/b', stream: 'hsm-b' };
    assert.equal(await streamArn(source, address), 'arn:b');
    assert.equal(await streamArn(source, { ...address, stream: 'gone' }), undefined);
    source.failure = new Error('no');
    assert.equal(await streamArn(source, address), undefined);
  });
});
