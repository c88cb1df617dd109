import * as vscode from 'vscode';
import type { AuditLog } from '../audit/table/auditLog';
import type { AuditDocuments } from './auditDocuments';
import { auditLanguage } from './languages';

/** An audit document that is open, and its log. */
export interface OpenLog {
  readonly document: vscode.TextDocument;
  readonly log: AuditLog;
}

/** Every open audit document: the given one first. */
export function openLogs(documents: AuditDocuments, first?: vscode.TextDocument): OpenLog[] {
  const others = vscode.workspace.textDocuments.filter(
    (document) => document !== first && !document.isClosed && document.languageId === auditLanguage,
  );
  return [...(first === undefined ? [] : [first]), ...others].map((document) => ({
    document,
    log: documents.log(document),
  }));
}
