import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { activated } from './openDocuments';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

describe('the extension', () => {
  it('activates', async function () {
    this.slow(0); // the time is always printed
    assert.equal((await activated()).isActive, true);
  });

  it('loads neither the AWS SDK nor the sample nor the decoder to activate', async () => {
    const dist = path.join((await activated()).extensionPath, 'dist');
    const loaded = Object.keys(require.cache)
      .filter((file) => path.dirname(file) === dist)
      .map((file) => path.basename(file));
    assert.ok(loaded.includes('extension.js'), loaded.join());
    for (const late of ['aws-logs.js', 'sample.js', 'language.js']) {
      assert.ok(!loaded.includes(late), late);
    }
  });

  it('registers every command that it contributes, and no other one', async () => {
    const { contributes } = (await activated()).packageJSON as Manifest;
    const contributed = contributes.commands.map(({ command }) => command);
    const registered = await vscode.commands.getCommands(true);
    const own = registered.filter(
      // VS Code makes commands of its own for each view.
      (command) => command.startsWith('cloudhsm.') && !command.startsWith('cloudhsm.clusters.'),
    );
    assert.deepEqual(own.sort(), contributed.sort());
  });
});
