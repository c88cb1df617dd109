import * as vscode from 'vscode';
import type { AuditDocuments } from './auditDocuments';
import { lastLine } from './eventRange';

/** An event folds to its first line. */
export class Folding implements vscode.FoldingRangeProvider {
  constructor(private readonly documents: AuditDocuments) {}

  provideFoldingRanges(document: vscode.TextDocument): vscode.FoldingRange[] {
    const log = this.documents.log(document);
    const ranges: vscode.FoldingRange[] = [];
    for (let row = 0; row < log.length; row++) {
      const line = log.table.line(row);
      const last = lastLine(log, row);
      if (last > line) ranges.push(new vscode.FoldingRange(line, last));
    }
    return ranges;
  }
}
