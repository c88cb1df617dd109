import * as vscode from 'vscode';
import { none } from '../../audit/decoded/decodedCell';
import { cellsOf, type ShownCell } from './decodedCells';
import type { DecodedLookup } from './decodedHover';
import { colourLegend, isTooLarge, type ColourType } from '../viewportColours';

/** More lines than a screen has by far: a range that large is no viewport. */
const mostLines = 2000;

/** The colours of a decoded view that is too large for VS Code's own colouring. */
export class DecodedColours implements vscode.DocumentRangeSemanticTokensProvider {
  constructor(private readonly lookup: DecodedLookup) {}

  provideDocumentRangeSemanticTokens(
    document: vscode.TextDocument,
    { start, end }: vscode.Range,
  ): vscode.SemanticTokens | undefined {
    const view = isTooLarge(document) ? this.lookup(document.uri) : undefined;
    if (view === undefined) return undefined;
    const builder = new vscode.SemanticTokensBuilder(colourLegend);
    const last = Math.min(end.line, start.line + mostLines, document.lineCount - 1);
    for (let line = start.line; line <= last; line++) {
      const { text } = document.lineAt(line);
      if (view.eventAt(line) === undefined) {
        builder.push(line, 0, text.length, typeNumber('cloudhsmAside'));
        continue;
      }
      for (const cell of cellsOf(view.columns, text)) {
        const type = colourOf(cell);
        if (type !== undefined) builder.push(line, cell.start, cell.text.length, typeNumber(type));
      }
    }
    return builder.build();
  }
}

function typeNumber(type: ColourType): number {
  return colourLegend.tokenTypes.indexOf(type);
}

function colourOf({ column, text }: ShownCell): ColourType | undefined {
  if (text === none) return 'cloudhsmAside';
  switch (column) {
    case 'time':
    case 'sequence':
    case 'reboot':
    case 'session':
      return 'cloudhsmNumber';
    case 'outcome':
      return text.startsWith('FAILED') ? 'cloudhsmFailure' : 'cloudhsmSuccess';
    case 'opcode':
      return 'cloudhsmOpcode';
    case 'subject':
      return text.includes('"') ? 'cloudhsmText' : 'cloudhsmNumber';
    case 'hsm':
      return 'cloudhsmLabel';
    case 'response':
    case 'meaning':
    case 'category':
    case 'copies':
      return undefined;
  }
}
