import * as vscode from 'vscode';
import type { Span } from '../audit/auditEvent';

/** A span of one line as a range of the document. */
export function spanRange({ line, column, length }: Span): vscode.Range {
  return new vscode.Range(line, column, line, column + length);
}

/** From the start of one span to the end of another on the same line. */
export function joinedRange(from: Span, to: Span): vscode.Range {
  return new vscode.Range(from.line, from.column, to.line, to.column + to.length);
}
