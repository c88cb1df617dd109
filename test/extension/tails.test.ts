import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { tailUri } from '../../src/documents/tailAddress';
import { startEndpoint, type Endpoint } from '../endpoint/server';
import { auditText } from './auditTexts';
import { activated, closeEditors, resetSettings, set, until } from './openDocuments';

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
    await vscode.window.showTextDocument(document);
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

  it('ends its session when its tab is closed', async () => {
    await opened();
    await closeEditors();
    await until('the session is over', () => endpoint.live.count === 0);
  });
});
