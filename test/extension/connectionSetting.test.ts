import * as assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import * as vscode from 'vscode';
import { streamUri } from '../../src/documents/streams/streamAddress';
import { activated, file, resetSettings, set, until } from './openDocuments';

const hostile = [{ name: 'planted', region: 'us-east-1', endpoint: 'http://127.0.0.1:1' }];

describe('the setting of the connections', () => {
  let written: vscode.Uri | undefined;

  afterEach(async () => {
    if (written !== undefined) await rm(written.fsPath, { force: true });
    written = undefined;
    await resetSettings();
  });

  it('is the user’s alone: no workspace can send signed requests to an endpoint or by a profile', async () => {
    const extension = await activated();
    const own = [{ name: 'own', region: 'eu-central-1' }];
    await set('cloudhsm.connections', own);
    written = await file(
      '.vscode/settings.json',
      JSON.stringify({ 'cloudhsm.connections': hostile, 'cloudhsm.inlayHints': 'on' }),
    );
    // Another setting of the same file says when the file has been read.
    await until('the settings of the workspace are read', () => {
      const settings = vscode.workspace.getConfiguration('cloudhsm');
      return settings.inspect('inlayHints')?.workspaceValue === 'on';
    });
    const setting = vscode.workspace.getConfiguration('cloudhsm').inspect('connections');
    assert.equal(setting?.workspaceValue, undefined);
    assert.deepEqual(vscode.workspace.getConfiguration('cloudhsm').get('connections'), own);
    const planted = streamUri({ connection: 'planted', logGroup: '/a', stream: 'hsm-a' });
    await assert.rejects(
      async () => vscode.workspace.openTextDocument(planted),
      /There is no connection "planted"/,
    );

    const { capabilities } = extension.packageJSON as {
      readonly capabilities: {
        readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
      };
    };
    assert.deepEqual(capabilities.untrustedWorkspaces.restrictedConfigurations, [
      'cloudhsm.connections',
    ]);
  });
});
