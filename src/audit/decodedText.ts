import * as l10n from '@vscode/l10n';
import type { AuditLog } from './auditLog';
import { decodedColumns, decodedLine, type DecodedColumn, type DecodedLine } from './decodedLine';
import { countLineEnds } from './linePlaces';
import { printable } from './printable';

/** Cells are padded up to these widths; a longer one pushes the rest of its own line to the right. */
const widest: Readonly<Record<DecodedColumn, number>> = {
  time: 27,
  stream: 40,
  sequence: 18,
  opcode: 30,
  meaning: 32,
  subject: 48,
  response: 0,
};

/** The decoded view of a log: a header, then a line an event, in the order of the log. */
export interface DecodedText {
  readonly text: string;
  /** For each line (from 0) the row of its event; -1 for the header and for notes. */
  readonly rowOfLine: Int32Array;
  /** For each row the line of its event, from 0. */
  readonly lineOfRow: Int32Array;
}

/**
 * Decodes a whole log to one line an event. Text that belongs to no event is not dropped: a line that
 * begins with `!` says where it stands.
 *
 * @param stream the HSM's or stream's name, where it is known
 */
export function decodedText(log: AuditLog, stream: string | undefined): DecodedText {
  const lines: (DecodedLine | string)[] = [header()];
  const rows: number[] = [-1];
  const lineOfRow = new Int32Array(log.length);
  const addNote = (note: string | undefined): void => {
    if (note === undefined) return;
    lines.push(note);
    rows.push(-1);
  };
  for (let row = 0; row < log.length; row++) {
    addNote(noteBefore(log, row));
    lineOfRow[row] = lines.length;
    lines.push(decodedLine(log.event(row), stream));
    rows.push(row);
  }
  addNote(noteBefore(log, log.length));
  return { text: align(lines), rowOfLine: Int32Array.from(rows), lineOfRow };
}

/** What stands between a row's event and the one before it, where that is more than blanks. */
function noteBefore({ table, text }: AuditLog, row: number): string | undefined {
  const start = row === 0 ? 0 : table.end(row - 1);
  const end = row < table.length ? table.start(row) : text.length;
  const between = text.slice(start, end);
  // The brackets and commas of a JSON list are nothing to tell.
  const first = between.search(/[^\s[\],]/);
  if (first < 0) return undefined;
  const from = row === 0 ? 0 : table.start(row - 1);
  const firstLine = row === 0 ? 0 : table.line(row - 1);
  const line = firstLine + countLineEnds(text, from, start + first) + 1;
  return `! ${l10n.t('line {0} is no audit event: {1}', line, printable(between.trim(), 80))}`;
}

function header(): DecodedLine {
  return {
    time: l10n.t('Time (UTC)'),
    stream: l10n.t('HSM'),
    sequence: l10n.t('Sequence'),
    opcode: l10n.t('Opcode'),
    meaning: l10n.t('Meaning'),
    subject: l10n.t('User or key'),
    response: l10n.t('Response'),
  };
}

function align(lines: readonly (DecodedLine | string)[]): string {
  const widths = { ...widest };
  for (const column of decodedColumns) {
    let width = 0;
    for (const line of lines) {
      if (typeof line !== 'string') width = Math.max(width, line[column].length);
    }
    widths[column] = Math.min(width, widest[column]);
  }
  const text = lines.map((line) =>
    typeof line === 'string'
      ? line
      : decodedColumns
          .map((column) => line[column].padEnd(widths[column]))
          .join('  ')
          .trimEnd(),
  );
  return `${text.join('\n')}\n`;
}
