import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { streamAddress } from '../../../src/documents/streams/streamAddress';
import { activeEditor, until } from '../openDocuments';
import { sampleConnection, useSampleEndpoint } from '../sampleEndpoint';

/** Runs a command as the palette does, and takes the first row of each list that it asks with. */
async function runFromPalette(
  command: string,
  done: () => boolean | Promise<boolean>,
): Promise<void> {
  const running = vscode.commands.executeCommand(`cloudhsm.${command}`);
  await until(`${command} has what it asked for`, async () => {
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return done();
  });
  await running;
}

describe('a command of the sidebar in the command palette', () => {
  const served = useSampleEndpoint();

  it('asks for the log that it is about', async () => {
    await vscode.env.clipboard.writeText('');
    await runFromPalette('copyName', async () => (await vscode.env.clipboard.readText()) !== '');
    assert.match(await vscode.env.clipboard.readText(), /^\/aws\/cloudhsm\/cluster-/);
  });

  it('opens a log stream that is chosen', async () => {
    const shown = () => {
      const uri = vscode.window.activeTextEditor?.document.uri;
      return uri && streamAddress(uri);
    };
    await runFromPalette('openStream', () => shown() !== undefined);
    assert.equal(shown()?.connection, sampleConnection);
    assert.ok(served().streams.some(({ stream }) => stream.name === shown()?.stream));
    assert.match(activeEditor().document.getText(), /^Time: /);
  });

  it('shows the health of a cluster that is chosen', async () => {
    const page = () => vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    await runFromPalette('showHealth', () => page() instanceof vscode.TabInputWebview);
  });

  it('brings the health view that is open to the front, and opens no second one', async () => {
    const views = () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(({ input }) => input instanceof vscode.TabInputWebview);
    const isShown = () => views().some(({ isActive }) => isActive);
    await runFromPalette('showHealth', isShown);
    await vscode.commands.executeCommand('workbench.action.files.newUntitledFile');
    await until('another tab is in front', () => !isShown());
    await runFromPalette('showHealth', isShown);
    assert.equal(views().length, 1);
  });
});
