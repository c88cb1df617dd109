// @ts-check
'use strict';

const vscode = require('vscode');

/** Shows the sidebar and opens the document that the setting names. */
module.exports.activate = async () => {
  await vscode.commands.executeCommand('workbench.view.extension.cloudhsm');
  const uri = vscode.workspace.getConfiguration('cloudhsmOpener').get('open', '');
  if (!uri) return;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
  await vscode.window.showTextDocument(document, { preview: false });
};
