import * as vscode from 'vscode';
import { nextTurn } from '../lazy';
import { auditLanguage } from './languages';

/** Where the built-in languages of `.log` and `.txt` end up. */
const openLanguages: readonly string[] = ['log', 'plaintext'];

/** How much of a file is looked at, in characters. */
const headLength = 4096;

/** What the head of every audit log holds. Without it the decoder need not be loaded to say no. */
const clue = /Opcode|op_code/;

/**
 * Gives audit logs in `.log` and `.txt` files their language, by their content. A language that a
 * person chose, for the file or by `files.associations`, is left alone.
 */
export class LanguageDetection implements vscode.Disposable {
  /** Open documents that were given the language: another one after that is the person's choice. */
  private readonly detected = new Set<string>();
  /** Files whose language a person chose, which holds for the next time that they are opened too. */
  private readonly chosen = new Set<string>();
  private readonly subscription: vscode.Disposable;

  /** @param enabled the setting that turns detection off, for a file */
  constructor(private readonly enabled: { valueFor(resource: vscode.Uri): boolean }) {
    this.subscription = vscode.Disposable.from(
      vscode.workspace.onDidOpenTextDocument((document) => void this.detect(document)),
      vscode.workspace.onDidCloseTextDocument((document) => {
        // A change of the language comes as close and open, too, of a document that stays open.
        if (document.isClosed) this.detected.delete(document.uri.toString());
      }),
    );
    for (const document of vscode.workspace.textDocuments) void this.detect(document);
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private async detect(document: vscode.TextDocument): Promise<void> {
    const key = document.uri.toString();
    if (this.detected.has(key) && document.languageId !== auditLanguage) this.chosen.add(key);
    if (!openLanguages.includes(document.languageId) || this.chosen.has(key)) return;
    if (!this.enabled.valueFor(document.uri) || isAssociated(document)) return;
    const head = new vscode.Range(document.positionAt(0), document.positionAt(headLength));
    const text = document.getText(head);
    if (!clue.test(text)) return;
    await nextTurn();
    const { looksLikeAuditLog } = await import(
      /* webpackChunkName: "language" */ '../audit/text/looksLikeAuditLog.js'
    );
    if (!looksLikeAuditLog(text)) return;
    this.detected.add(key);
    await vscode.languages.setTextDocumentLanguage(document, auditLanguage);
  }
}

/** Whether a person's `files.associations` names this file. */
function isAssociated(document: vscode.TextDocument): boolean {
  const associations = vscode.workspace
    .getConfiguration('files', document)
    .get<Record<string, string>>('associations', {});
  return Object.keys(associations).some((glob) => {
    const pattern = glob.includes('/') ? glob : `**/${glob}`;
    return vscode.languages.match({ pattern }, document) > 0;
  });
}
