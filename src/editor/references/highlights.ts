import * as vscode from 'vscode';
import { subjectAt } from '../../audit/subjects/subject';
import { subjectPlaces } from '../../audit/subjects/subjectPlaces';
import { rowsOf } from '../../audit/subjects/subjectRows';
import type { AuditDocuments } from '../auditDocuments';
import { rangeOf } from '../eventRange';

/** More places are not marked: those nearest to the cursor are. */
const most = 1000;

/**
 * Marks the other places of the key, user or session at the cursor. Nothing is marked for any other
 * word; VS Code itself would mark every equal one.
 */
export class Highlights implements vscode.DocumentHighlightProvider {
  constructor(private readonly documents: AuditDocuments) {}

  async provideDocumentHighlights(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.DocumentHighlight[]> {
    const log = await this.documents.read(document);
    if (log === undefined) return [];
    const offset = document.offsetAt(position);
    const printed = subjectAt(log, offset);
    if (printed === undefined) return nothing(document, position);
    const { subject } = printed;
    const at = log.rowAt(offset) ?? 0;
    return nearest(rowsOf(log, subject), at)
      .flatMap((row) => subjectPlaces(log, row, subject))
      .map((span) => new vscode.DocumentHighlight(rangeOf(span)));
  }
}

/** An empty answer would leave it to VS Code, which marks words. */
function nothing(
  document: vscode.TextDocument,
  position: vscode.Position,
): vscode.DocumentHighlight[] {
  const word = document.getWordRangeAtPosition(position);
  return word === undefined ? [] : [new vscode.DocumentHighlight(word)];
}

function nearest(rows: readonly number[], to: number): readonly number[] {
  if (rows.length <= most) return rows;
  const after = rows.findIndex((row) => row >= to);
  const middle = after < 0 ? rows.length : after;
  const start = Math.min(Math.max(0, middle - most / 2), rows.length - most);
  return rows.slice(start, start + most);
}
