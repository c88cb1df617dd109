import * as assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { gzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import { trailUri } from '../../../src/documents/trail/trailAddress';
import { trailRecords } from '../../../src/sources/sample/trailStory';

const cluster = '/aws/cloudhsm/cluster-sampledemo2';

async function shown(uri: vscode.Uri): Promise<vscode.TextDocument> {
  return vscode.workspace.openTextDocument(uri);
}

async function lensesOf(uri: vscode.Uri): Promise<readonly vscode.CodeLens[]> {
  return vscode.commands.executeCommand('vscode.executeCodeLensProvider', uri, 100);
}

describe('documents of CloudTrail events', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'cloudhsm-trail-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function file(name: string, content: string | Uint8Array): Promise<vscode.Uri> {
    const place = path.join(folder, name);
    await writeFile(place, content);
    return trailUri({ kind: 'file', file: vscode.Uri.file(place) });
  }

  it('show what was done to a cluster, one line an event', async () => {
    const document = await shown(
      trailUri({ kind: 'connection', connection: 'sample', logGroup: cluster }),
    );
    assert.equal(document.languageId, 'cloudhsm-trail');
    assert.equal(document.lineCount, trailRecords().length + 3);
    assert.match(document.lineAt(1).text, /^! Read at 20\d\d-/);
    assert.match(document.getText(), /REJECTED CloudHsmAccessDeniedException/);
  });

  it('explain a cell in a hover, without a link or a command of the caller', async () => {
    const hostile = {
      ...trailRecords()[1],
      userAgent: '[click](command:evil) <img src=x> $(flame)',
    };
    const uri = await file('hostile.json', JSON.stringify({ Records: [hostile] }));
    const document = await shown(uri);
    await vscode.window.showTextDocument(document);
    const column = document.lineAt(1).text.indexOf('198.51.100.24');
    const hovers = await vscode.commands.executeCommand<readonly vscode.Hover[]>(
      'vscode.executeHoverProvider',
      uri,
      new vscode.Position(1, column),
    );
    const [content] = hovers[0]?.contents ?? [];
    const { value, isTrusted } = content as vscode.MarkdownString;
    assert.match(value, /\*\*From where\*\*/);
    assert.doesNotMatch(value, /(?<!\\)(?:\(command|<img|\$)/);
    assert.ok(isTrusted !== true);
  });

  it('come from files, packed or not, one record a line, in a list or inside CloudWatch Logs', async () => {
    const records = trailRecords();
    const lines = records.map((record) => JSON.stringify(record)).join('\n');
    // CloudTrail writes into a log group of CloudWatch Logs too: what its command line, its export and its
    // subscription make of the records.
    const messages = records.map((record) => ({ timestamp: 0, message: JSON.stringify(record) }));
    for (const [name, content] of [
      ['delivered.json.gz', gzipSync(JSON.stringify({ Records: records }))],
      ['delivered.json', JSON.stringify({ Records: records })],
      ['lines.jsonl', lines],
      ['filtered.json', JSON.stringify({ events: messages })],
      ['exported.gz', gzipSync(lines.replaceAll(/^/gm, '2026-03-02T08:41:07.000Z '))],
      ['subscribed.json.gz', gzipSync(JSON.stringify({ logGroup: 'trail', logEvents: messages }))],
    ] as const) {
      const document = await shown(await file(name, content));
      assert.equal(document.lineCount, records.length + 2, name);
    }
  });

  it('show a part of the time, and say so', async () => {
    const [first, second] = trailRecords().map(({ eventTime }) => Date.parse(String(eventTime)));
    const uri = trailUri({
      kind: 'connection',
      connection: 'sample',
      logGroup: cluster,
      range: { from: first ?? 0, to: second ?? 0 },
    });
    assert.match(
      uri.path,
      /CloudTrail \(from 2026-03-02 08\.\d\d to 2026-03-02 08\.\d\d\)\.hsmtrail$/,
    );
    const document = await shown(uri);
    assert.match(document.lineAt(2).text, /^! Only these events are shown: from 2026-03-02T08:/);
    const times = trailRecords().filter(({ eventTime }) => {
      const time = Date.parse(String(eventTime));
      return time >= (first ?? 0) && time < (second ?? 0);
    });
    assert.equal(document.lineCount, times.length + 4);
  });

  it('open from a file by the command', async () => {
    const place = path.join(folder, 'chosen.json');
    await writeFile(place, JSON.stringify({ Records: trailRecords() }));
    await vscode.commands.executeCommand('cloudhsm.openTrailFile', vscode.Uri.file(place));
    const opened = vscode.window.activeTextEditor?.document;
    assert.ok(opened);
    assert.equal(opened.languageId, 'cloudhsm-trail');
    assert.match(opened.uri.path, /\/chosen\.hsmtrail$/);
    assert.equal(opened.lineCount, trailRecords().length + 2);
  });

  it('are read anew on demand, where they are open', async () => {
    const [first, second] = trailRecords();
    const uri = await file('growing.json', JSON.stringify({ Records: [first] }));
    const document = await shown(uri);
    await vscode.window.showTextDocument(document);
    assert.equal(document.lineCount, 3);
    const changed = new Promise<void>((resolve) => {
      const subscription = vscode.workspace.onDidChangeTextDocument((change) => {
        if (change.document !== document || document.lineCount < 4) return;
        subscription.dispose();
        resolve();
      });
    });
    await file('growing.json', JSON.stringify({ Records: [first, second] }));
    await vscode.commands.executeCommand('cloudhsm.reloadStream');
    await changed;
    assert.equal(document.lineCount, 4);
  });

  it('say how many events are of other services', async () => {
    const other = { ...trailRecords()[0], eventSource: 'ec2.amazonaws.com' };
    const document = await shown(
      await file('mixed.json', JSON.stringify({ Records: [...trailRecords(), other] })),
    );
    assert.match(
      document.lineAt(1).text,
      /^! 1 of the \d+ events are of other services than CloudHSM\./,
    );
  });

  it('link an HSM that was added or removed to its stream', async () => {
    const uri = trailUri({ kind: 'connection', connection: 'sample', logGroup: cluster });
    await vscode.window.showTextDocument(await shown(uri));
    const titles = (await lensesOf(uri)).map(({ command }) => command?.title);
    assert.deepEqual(titles, [
      'Open stream hsm-a4tzqk7wnme, which begins here',
      'Open stream hsm-b6jx3rfdhyu, which begins here',
      'Open stream hsm-b6jx3rfdhyu, which ends here',
      'Open stream hsm-c2pmvg5lsoa, which begins here',
    ]);
    const [first] = await lensesOf(uri);
    await vscode.commands.executeCommand(
      first!.command!.command,
      ...(first!.command!.arguments as unknown[]),
    );
    const editor = vscode.window.activeTextEditor;
    assert.match(editor?.document.uri.path ?? '', /hsm-a4tzqk7wnme\.hsmaudit$/);
    assert.equal(editor?.selection.active.line, 0);
    assert.match(editor.document.getText().slice(0, 400), /CN_INIT_TOKEN/);
  });

  it('of a file lead to the stream too, in the connection that there is', async () => {
    const uri = await file('linked.json', JSON.stringify({ Records: trailRecords() }));
    await vscode.window.showTextDocument(await shown(uri));
    const [first] = await lensesOf(uri);
    await vscode.commands.executeCommand(
      first!.command!.command,
      ...(first!.command!.arguments as unknown[]),
    );
    const path = vscode.window.activeTextEditor?.document.uri.path ?? '';
    assert.match(path, /cluster-sampledemo2\/hsm-a4tzqk7wnme\.hsmaudit$/);
  });

  it('say what to do with a file that holds none', async () => {
    const uri = await file('other.json', '{"a": 1}');
    await assert.rejects(shown(uri), /holds no record of CloudTrail/);
  });
});
