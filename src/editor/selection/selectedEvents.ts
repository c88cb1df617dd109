import type * as vscode from 'vscode';
import type { DecodedView, ShownEvent } from '../../audit/decoded/decodedView';
import type { AuditLog } from '../../audit/table/auditLog';
import type { EventTable } from '../../audit/table/eventTable';

/** A selected event, and the table that has it. */
export interface SelectedEvent extends ShownEvent {
  readonly table: EventTable;
}

/** The events that the selections of a raw log touch, each once. */
export function* selectedRows(
  log: AuditLog,
  { document, selections }: vscode.TextEditor,
): Generator<SelectedEvent, void, undefined> {
  const { table } = log;
  let next = 0; // two selections may touch one event
  for (const selection of inOrder(selections)) {
    const start = document.offsetAt(selection.start);
    const end = document.offsetAt(selection.end);
    const at = log.rowAtOrBefore(start);
    const from = at === undefined ? 0 : table.end(at) > start ? at : at + 1;
    for (let row = Math.max(from, next); row < log.length && table.start(row) < end; row++) {
      next = row + 1;
      yield { table, log: 0, row };
    }
  }
}

/** The events of the lines of a decoded view that the selections touch, each once. */
export function* selectedLines(
  view: DecodedView,
  { selections }: vscode.TextEditor,
): Generator<SelectedEvent, void, undefined> {
  let next = 0;
  for (const selection of inOrder(selections)) {
    const [first, last] = touchedLines(selection);
    for (const { log, row } of view.events(Math.max(first, next), last)) {
      const table = view.logs[log]?.log.table;
      if (table !== undefined) yield { table, log, row };
    }
    next = Math.max(next, last + 1);
  }
}

/** A selection that ends at the start of a line does not touch it. */
function touchedLines({ start, end }: vscode.Selection): [first: number, last: number] {
  return [start.line, end.character === 0 ? end.line - 1 : end.line];
}

function inOrder(selections: readonly vscode.Selection[]): readonly vscode.Selection[] {
  return selections
    .filter(({ isEmpty }) => !isEmpty)
    .sort((one, other) => one.start.compareTo(other.start));
}
