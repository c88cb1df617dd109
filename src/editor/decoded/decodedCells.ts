import type { DecodedColumn } from '../../audit/decoded/decodedColumns';

/** A cell of a line of a decoded view. */
export interface ShownCell {
  readonly column: DecodedColumn;
  readonly text: string;
  /** Its first character on the line. */
  readonly start: number;
}

/** The cells of a line. Two blanks or more part them; no cell holds two in a row. */
export function cellsOf(columns: readonly DecodedColumn[], line: string): readonly ShownCell[] {
  const cells: ShownCell[] = [];
  let start = 0;
  for (const [index, text] of line.split(/( {2,})/).entries()) {
    const column = columns[index / 2]; // the odd parts are the blanks between
    if (column !== undefined) cells.push({ column, text, start });
    start += text.length;
  }
  return cells;
}
