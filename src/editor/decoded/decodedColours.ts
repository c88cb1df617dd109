import * as vscode from 'vscode';
import { none } from '../../audit/decoded/decodedCell';
import { isNoteLine } from '../../audit/decoded/decodedNote';
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
        const isHeader = line === 0 && !isNoteLine(text);
        const type = isHeader ? 'cloudhsmEventStart' : 'cloudhsmAside';
        builder.push(line, 0, text.length, typeNumber(type));
        continue;
      }
      for (const cell of cellsOf(view.columns, text)) {
        for (const { start: at, length, type } of coloursOf(cell)) {
          builder.push(line, at, length, typeNumber(type));
        }
      }
    }
    return builder.build();
  }
}

function typeNumber(type: ColourType): number {
  return colourLegend.tokenTypes.indexOf(type);
}

interface Coloured {
  readonly start: number;
  readonly length: number;
  readonly type: ColourType;
}

function coloursOf(cell: ShownCell): readonly Coloured[] {
  const { column, start, text } = cell;
  if (column === 'subject' && text !== none) return subjectColours(cell);
  const type = colourOf(cell);
  return type === undefined ? [] : [{ start, length: text.length, type }];
}

/** A name in quotation marks, what is in parentheses, a handle, and the word before a name or a handle. */
const subjectPart = /"(?:[^"\\]|\\.)*(?:"|$)|\([^()]*\)|\d+|\p{L}+(?= ["\d])/gu;

/** As the grammar colours them: the role behind a name is another thing than the half of a pair. */
function subjectColours({ start, text }: ShownCell): readonly Coloured[] {
  let behindName = false;
  return Array.from(text.matchAll(subjectPart), ({ 0: part, index }) => {
    const type = subjectColour(part, behindName);
    behindName = part.startsWith('"');
    return { start: start + index, length: part.length, type };
  });
}

function subjectColour(part: string, behindName: boolean): ColourType {
  if (part.startsWith('"')) return 'cloudhsmText';
  if (part.startsWith('(')) return behindName ? 'cloudhsmUserType' : 'cloudhsmName';
  return /^\d/.test(part) ? 'cloudhsmNumber' : 'cloudhsmLabel';
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
    case 'hsm':
      return 'cloudhsmLabel';
    case 'response':
    case 'meaning':
    case 'category':
    case 'copies':
    case 'subject': // has colours of its own parts
      return undefined;
  }
}
