import * as vscode from 'vscode';
import { none } from '../audit/decoded/decodedCell';
import { colourLegend } from '../editor/viewportColours';

/** More lines than a screen has by far: a range that large is no viewport. */
const mostLines = 2000;

const failure = colourLegend.tokenTypes.indexOf('cloudhsmFailure');

/** The texts of a success: of a command and of a certificate event. */
const successes: ReadonlySet<string> = new Set(['SUCCESS', 'OK']);

/**
 * Marks responses that are failures in the result of a query. The grammar knows only those that look like
 * one; others are sentences, worded differently by each firmware, and only their column tells them.
 */
export class ResultColours implements vscode.DocumentRangeSemanticTokensProvider {
  provideDocumentRangeSemanticTokens(
    document: vscode.TextDocument,
    { start, end }: vscode.Range,
  ): vscode.SemanticTokens {
    const builder = new vscode.SemanticTokensBuilder(colourLegend);
    const columns = cellsOf(document.lineAt(0).text).map(({ text }) => /response/i.test(text));
    const last = Math.min(end.line, start.line + mostLines, document.lineCount - 1);
    for (let line = Math.max(1, start.line); line <= last; line++) {
      const { text: row } = document.lineAt(line);
      if (row.startsWith('! ')) continue; // a note
      for (const [index, { at, text }] of cellsOf(row).entries()) {
        if (columns[index] !== true || text === none || successes.has(text)) continue;
        builder.push(line, at, text.length, failure);
      }
    }
    return builder.build();
  }
}

interface ShownCell {
  readonly at: number;
  readonly text: string;
}

/** The cells of a line: two blanks or more part them, and none holds as many. */
function cellsOf(line: string): readonly ShownCell[] {
  return Array.from(line.matchAll(/\S+(?: \S+)*/g), ({ 0: text, index: at }) => ({ at, text }));
}
