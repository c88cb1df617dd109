import type * as vscode from 'vscode';
import { AuditLog } from '../audit/table/auditLog';

/** The indexed log of each open document; of a text that has changed, what is new is indexed. */
export class AuditDocuments {
  private readonly logs = new WeakMap<vscode.TextDocument, { version: number; log: AuditLog }>();

  /** Reads the document's text on the first call for a version; later calls are a look-up. */
  log(document: vscode.TextDocument): AuditLog {
    const known = this.logs.get(document);
    if (known?.version === document.version) return known.log;
    const log = AuditLog.of(document.getText(), known?.log);
    this.logs.set(document, { version: document.version, log });
    return log;
  }

  /** The row of the event at a position, or else of the one before it. */
  rowAtOrBefore(document: vscode.TextDocument, position: vscode.Position): number | undefined {
    return this.log(document).rowAtOrBefore(document.offsetAt(position));
  }
}
