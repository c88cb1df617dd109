import * as vscode from 'vscode';
import type { AuditLog } from '../../audit/table/auditLog';
import type { AuditDocuments } from '../auditDocuments';
import { auditLanguage } from '../languages';

/** An audit document that is open, and its log. */
export interface OpenLog {
  readonly document: vscode.TextDocument;
  readonly log: AuditLog;
}

/** Every open audit document: the given one first. Those that are closed meanwhile are left out. */
export async function openLogs(
  documents: AuditDocuments,
  first?: vscode.TextDocument,
): Promise<readonly OpenLog[]> {
  const others = vscode.workspace.textDocuments.filter(
    (document) => document !== first && !document.isClosed && document.languageId === auditLanguage,
  );
  const found: OpenLog[] = [];
  for (const document of [...(first === undefined ? [] : [first]), ...others]) {
    const log = await documents.read(document);
    if (log !== undefined) found.push({ document, log });
  }
  return found;
}
