import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { tailUri } from '../../../src/documents/tail/tailAddress';
import { startEndpoint, type Endpoint } from '../../endpoint/server';
import { auditText, loginOf } from '../auditTexts';
import {
  activated,
  activeEditor,
  closeEditors,
  file,
  resetSettings,
  set,
  showLine,
  until,
} from '../openDocuments';

const connection = 'local';
const logGroup = '/aws/cloudhsm/cluster-tailed';

describe('a tail in the editor', () => {
  let endpoint: Endpoint;
  const uri = tailUri({ connection, logGroup, stream: undefined });

  before(async () => {
    await activated();
    endpoint = await startEndpoint({ liveTail: { updateMs: 20 } });
    endpoint.store.seed(logGroup, 'hsm-a', [{ timestamp: Date.now(), message: auditText() }]);
    await set('cloudhsm.connections', [
      { name: connection, region: 'us-east-1', endpoint: endpoint.url },
    ]);
  });
  afterEach(closeEditors);
  after(async () => {
    await resetSettings();
    await endpoint.stop();
  });

  const send = (stream = 'hsm-a'): void =>
    endpoint.store.seed(logGroup, stream, [{ timestamp: Date.now(), message: auditText() }]);
  /** The header, a line an event, and the empty line behind the last line end. */
  const events = ({ lineCount }: vscode.TextDocument): number => lineCount - 2;

  async function opened(): Promise<vscode.TextDocument> {
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: false });
    await until('what was there is shown', () => events(document) > 0);
    await until('a session is open', () => endpoint.live.count === 1);
    return document;
  }

  it('shows events decoded as they come, also of a new stream', async () => {
    const document = await opened();
    assert.equal(document.languageId, 'cloudhsm-decoded');
    const before = events(document);
    send();
    await until('one more is shown', () => events(document) === before + 1);
    send('hsm-new');
    await until('the new stream is shown', () => document.getText().includes('hsm-new'));
  });

  it('shows what came in a pause when it is resumed, and nothing before a clearing', async () => {
    const document = await opened();
    const before = events(document);
    await vscode.commands.executeCommand('cloudhsm.pauseTail');
    send();
    await vscode.commands.executeCommand('cloudhsm.resumeTail');
    await until('what came is shown', () => events(document) === before + 1);
    await vscode.commands.executeCommand('cloudhsm.clearTail');
    await until('it is empty', () => events(document) === 0);
    send();
    await until('what comes is shown', () => events(document) === 1);
  });

  it('ends its session when it is stopped, keeps its text, and begins anew', async () => {
    const document = await opened();
    await vscode.commands.executeCommand('cloudhsm.stopTail');
    await until('the session is over', () => endpoint.live.count === 0);
    assert.ok(events(document) > 0);
    await vscode.commands.executeCommand('cloudhsm.resumeTail');
    await until('a session is open', () => endpoint.live.count === 1);
  });

  it('leads from an event to its text in its stream', async () => {
    const document = await opened();
    await showLine(document, 1);
    await vscode.commands.executeCommand('cloudhsm.goToRawEvent');
    const raw = activeEditor();
    assert.equal(raw.document.uri.scheme, 'cloudhsm-log');
    assert.match(raw.document.lineAt(raw.selection.active.line).text, /^Time: /);
    // One that has come since the stream was opened is found as well.
    const sequence = 0x4711;
    endpoint.store.seed(logGroup, 'hsm-a', [
      { timestamp: Date.now(), message: auditText({ sequence }) },
    ]);
    const shownIn = (): number =>
      document
        .getText()
        .split('\n')
        .findIndex((line) => line.includes('0x4711'));
    await until('it is shown', () => shownIn() > 0);
    await showLine(document, shownIn());
    await vscode.commands.executeCommand('cloudhsm.goToRawEvent');
    const { document: stream, selection } = activeEditor();
    const text = stream.getText().slice(stream.offsetAt(selection.active));
    assert.match(text, /^Time: [^]*?Sequence No\s*: 0x4711\b/);
  });

  it('gives its events to copy and to filter', async () => {
    const document = await opened();
    await showLine(document, 1);
    await vscode.commands.executeCommand('cloudhsm.copyEventAsLine');
    assert.ok((await vscode.env.clipboard.readText()).includes('hsm-a'));
    // What a tail keeps has no line in the stream.
    await vscode.commands.executeCommand('cloudhsm.copyEventAsJson');
    const copied = JSON.parse(await vscode.env.clipboard.readText()) as { source: object };
    assert.deepEqual(Object.keys(copied.source), ['file']);
    await vscode.commands.executeCommand('cloudhsm.filterBySession');
    assert.equal(activeEditor().document.uri.scheme, 'cloudhsm-decoded');
    await closeEditors();
  });

  it('leads from a filter to the same event in the streams, as they are now', async () => {
    const seed = (user: string, sequence: number): void =>
      endpoint.store.seed(logGroup, 'hsm-a', [
        { timestamp: Date.now(), message: loginOf(user, { sequence }) },
      ]);
    const document = await opened();
    const lineOf = (user: string): number =>
      document
        .getText()
        .split('\n')
        .findIndex((line) => line.includes(`"${user}"`));
    // Rows of the tail are not rows of the stream.
    await vscode.commands.executeCommand('cloudhsm.clearTail');
    for (const [at, user] of ['olga', 'pete', 'paul'].entries()) seed(user, 0x900 + at);
    // What was there before the clearing may still be coming.
    await until('they are shown', () => ['olga', 'pete', 'paul'].every((user) => lineOf(user) > 0));
    await showLine(document, lineOf('pete'));
    await vscode.commands.executeCommand('cloudhsm.filterBySession');
    const { document: view, selection } = activeEditor();
    assert.match(view.lineAt(selection.active.line).text, /"pete"/);
  });

  it('gives all of its events once it is stopped, and its text as a file', async () => {
    const document = await opened();
    const before = events(document);
    send('hsm-b');
    await until('the event is shown', () => events(document) > before);
    await vscode.commands.executeCommand('cloudhsm.stopTail');
    const editor = activeEditor();
    editor.selection = new vscode.Selection(1, 0, events(document) + 1, 0);
    await vscode.commands.executeCommand('cloudhsm.copyEventAsJson');
    const copied = JSON.parse(await vscode.env.clipboard.readText()) as readonly unknown[];
    assert.equal(copied.length, events(document));
    assert.ok(JSON.stringify(copied).includes('hsm-b'));

    const saved = await file('tail/saved.hsmdecoded', '');
    await vscode.workspace.fs.copy(uri, saved, { overwrite: true });
    assert.equal(
      Buffer.from(await vscode.workspace.fs.readFile(saved)).toString(),
      document.getText(),
    );
    await vscode.commands.executeCommand('cloudhsm.resumeTail');
    await until('a session is open', () => endpoint.live.count === 1);
  });

  it('says under its events that it is paused or why it has ended, and goes on from there', async () => {
    const document = await opened();
    const says = async (): Promise<readonly string[]> => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
        10,
      );
      return lenses.map(({ command }) => command?.title ?? '');
    };
    assert.deepEqual(await says(), []);
    await vscode.commands.executeCommand('cloudhsm.pauseTail');
    assert.match((await says()).join(), /Paused: what comes is kept\..*Resume/);
    await vscode.commands.executeCommand('cloudhsm.stopTail');
    assert.match((await says()).join(), /Stopped: what comes now is not shown\..*Resume/);
    const off = endpoint.faults.add({ kind: 'accessDenied' });
    await vscode.commands.executeCommand('cloudhsm.resumeTail');
    await until('it says why it has ended', async () =>
      (await says()).join().includes('The tail has ended. The credentials in use do not'),
    );
    off();
    await vscode.commands.executeCommand('cloudhsm.resumeTail');
    await until('a session is open', () => endpoint.live.count === 1);
    await until('it says nothing any more', async () => (await says()).length === 0);
  });

  it('ends its session when its tab is closed', async () => {
    await opened();
    await closeEditors();
    await until('the session is over', () => endpoint.live.count === 0);
  });
});
