import * as vscode from 'vscode';
import { backgroundSlicing, inSlices } from '../../audit/slices';
import type { AuditLog } from '../../audit/table/auditLog';
import type { AuditDocuments } from '../auditDocuments';
import { lastLine } from '../eventRange';

/** How many events are looked at between two steps: about a millisecond. */
const rowsOfStep = 2048;

/** An event folds to its first line. */
export class Folding implements vscode.FoldingRangeProvider {
  constructor(private readonly documents: AuditDocuments) {}

  async provideFoldingRanges(document: vscode.TextDocument): Promise<vscode.FoldingRange[]> {
    const log = await this.documents.read(document);
    return log === undefined ? [] : inSlices(foldingSteps(log), backgroundSlicing);
  }
}

function* foldingSteps(log: AuditLog): Generator<undefined, vscode.FoldingRange[], undefined> {
  const ranges: vscode.FoldingRange[] = [];
  for (let row = 0; row < log.length; row++) {
    if ((row + 1) % rowsOfStep === 0) yield;
    const line = log.table.line(row);
    const last = lastLine(log, row);
    if (last > line) ranges.push(new vscode.FoldingRange(line, last));
  }
  return ranges;
}
