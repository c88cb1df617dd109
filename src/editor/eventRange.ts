import * as vscode from 'vscode';
import type { Span } from '../audit/event/auditEvent';
import type { AuditLog } from '../audit/table/auditLog';

/** A span of one line as a range. */
export function rangeOf({ line, column, length }: Span): vscode.Range {
  return new vscode.Range(line, column, line, column + length);
}

/** Where an event begins. */
export function eventStart({ table }: AuditLog, row: number): vscode.Position {
  return new vscode.Position(table.line(row), table.column(row));
}

const lineFeed = 0x0a;

/** The line (from 0) on which an event ends. Found from its end, with no look at the text before. */
export function lastLine({ table, text }: AuditLog, row: number): number {
  if (row + 1 < table.length) {
    let line = table.line(row + 1);
    for (let at = table.end(row); at < table.start(row + 1); at++) {
      if (text.charCodeAt(at) === lineFeed) line--;
    }
    return line;
  }
  let line = table.line(row);
  for (let at = table.start(row); at < table.end(row); at++) {
    if (text.charCodeAt(at) === lineFeed) line++;
  }
  return line;
}

/** An event from its first to its last character. */
export function eventRange(log: AuditLog, row: number): vscode.Range {
  const { table, text } = log;
  const line = lastLine(log, row);
  const end = table.end(row);
  const lineStart = text.lastIndexOf('\n', end - 1) + 1;
  const character =
    line === table.line(row) ? table.column(row) + end - table.start(row) : end - lineStart;
  return new vscode.Range(eventStart(log, row), new vscode.Position(line, character));
}
