import * as assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';

/** How long anything that the editor does by itself may take. */
const patienceMs = 10_000;

/** Activates the extension and returns it. */
export async function activated(): Promise<vscode.Extension<unknown>> {
  const extension = vscode.extensions.getExtension('cloudhsm-log-explorer.cloudhsm-log-explorer');
  assert.ok(extension, 'VS Code does not know the extension');
  await extension.activate();
  return extension;
}

/** Activates the extension and waits until it offers what the first audit log makes it load. */
export async function languageReady(): Promise<void> {
  await activated();
  const { uri } = await vscode.workspace.openTextDocument({
    language: 'cloudhsm-audit',
    content: 'Time: 03/12/26 03:12:07.140812, usecs:1773285127140812\n',
  });
  await until('the hover is offered', async () => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      uri,
      new vscode.Position(0, 1),
    );
    return hovers.length > 0;
  });
}

/** Waits until a condition holds. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  withinMs = patienceMs,
): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Not within ${withinMs} ms: ${what}.`);
    await sleep(20);
  }
}

/** Writes a file into the workspace folder, which goes when the run ends. */
export async function file(name: string, content: string | Uint8Array): Promise<vscode.Uri> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'no workspace folder is open');
  const full = path.join(folder.uri.fsPath, name);
  await mkdir(path.dirname(full), { recursive: true });
  await writeFile(full, content);
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Writes a file and opens it. */
export async function opened(
  name: string,
  content: string | Uint8Array,
): Promise<vscode.TextDocument> {
  return vscode.workspace.openTextDocument(await file(name, content));
}

/** The editor on the screen. */
export function activeEditor(): vscode.TextEditor {
  const editor = vscode.window.activeTextEditor;
  assert.ok(editor, 'no editor is active');
  return editor;
}

/** Shows a document with the cursor at the start of a line (from 0). */
export async function showLine(
  document: vscode.TextDocument,
  line: number,
): Promise<vscode.TextEditor> {
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  const place = new vscode.Position(line, 0);
  editor.selection = new vscode.Selection(place, place);
  await settled();
  return editor;
}

/**
 * Waits until the window has answered all that was asked of it: it says every change of a selection
 * back, and an old one would undo a newer one here.
 */
export async function settled(): Promise<void> {
  await vscode.commands.executeCommand('setContext', 'cloudhsm.test.settled', true);
}

export async function closeEditors(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Sets a setting of the user for one test or hook; `resetSettings` undoes it. */
export async function set(key: string, value: unknown): Promise<void> {
  changed.add(key);
  await vscode.workspace.getConfiguration().update(key, value, vscode.ConfigurationTarget.Global);
}

const changed = new Set<string>();

export async function resetSettings(): Promise<void> {
  for (const key of changed) await set(key, undefined);
  changed.clear();
}
