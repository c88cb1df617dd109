import * as l10n from '@vscode/l10n';
import { copiedActions } from '../subjects/copiedActions';
import { copyCells } from './copyCells';
import { decodedCell, none } from './decodedCell';
import {
  columnTitle,
  mergedColumns,
  widest,
  type DecodedColumn,
  type EventColumn,
} from './decodedColumns';
import { noteBefore, noteLine } from './decodedNote';
import { DecodedView, type NamedLog } from './decodedView';
import {
  filteredRows,
  filterQuery,
  filterWords,
  isEmptyFilter,
  type EventFilter,
} from '../filter/eventFilter';
import { logOrder, mergedOrder, type EventOrder } from './mergedOrder';
import { unchangedRows } from '../table/unchangedRows';
import { ViewLines } from './viewLines';

/** What a decoded view is to show. */
export interface ViewRequest {
  /** One log in its own order, or several merged by time. */
  readonly logs: readonly NamedLog[];
  readonly filter: EventFilter;
  readonly columns: readonly EventColumn[];
  /** No more characters than this; events that do not fit are counted in a note at the end. */
  readonly mostCharacters: number;
}

/** How many events are decoded between two steps: about half a millisecond. */
const stepLength = 64;

/**
 * Makes a decoded view step by step, so that whoever runs the steps can let others work in between.
 * Text that belongs to no event is not dropped: a note says where it stands; in a filtered view, a note
 * says that it is one.
 *
 * @param previous an older view of the same logs: lines that are the same now are taken from it
 */
export function* decodedSteps(
  request: ViewRequest,
  previous?: DecodedView,
): Generator<undefined, DecodedView, undefined> {
  const { logs, filter } = request;
  const isMerged = logs.length > 1;
  const columns = isMerged ? mergedColumns(request.columns) : request.columns;
  const order = orderOf(request);
  yield;
  const hsmOf = (log: number, row: number): string | undefined =>
    logs[log]?.log.table.stream(row) ?? logs[log]?.name;
  const entryHsm = (entry: number): string | undefined =>
    hsmOf(order.logs[entry] ?? 0, order.rows[entry] ?? 0);
  const copies = columns.includes('copies')
    ? copyCells(
        copiedActions(
          logs.map(({ log }) => log.table),
          order,
          (log, row) => hsmOf(log, row) ?? `#${log}`,
          (log) => logs[log]?.cluster,
        ),
        (entry) => entryHsm(entry) ?? l10n.t('log {0}', (order.logs[entry] ?? 0) + 1),
      )
    : new Map<number, string>();
  yield;
  const older = previous?.columns.join() === columns.join() ? previous : undefined;
  const same = older === undefined ? noneSame : sameEntries(older, request, order, copies);
  const widths = columns.map((column, index) =>
    Math.max(older?.parts.widths[index] ?? 0, columnTitle(column).length),
  );

  // Cells first: they say how wide the columns are.
  const end = order.length - same.last;
  const cells: string[] = [];
  let characters = 0;
  let fits = same.first;
  for (; fits < end && characters <= request.mostCharacters; fits++) {
    if (fits % stepLength === 0) yield;
    const log = logs[order.logs[fits] ?? 0];
    const row = order.rows[fits] ?? 0;
    const event = log?.log.event(row);
    columns.forEach((column, index) => {
      const cell =
        column === 'copies'
          ? (copies.get(fits) ?? none)
          : event === undefined
            ? none
            : decodedCell(event, column, entryHsm(fits));
      cells.push(cell);
      characters += cell.length + 2;
      const width = Math.min(cell.length, widest[column]);
      if (width > (widths[index] ?? 0)) widths[index] = width;
    });
  }
  if (older !== undefined && same !== noneSame && !isLaidOutLike(older, widths)) {
    return yield* decodedSteps(request); // a wider column moves every line
  }

  const lines = new ViewLines(order.length, request.mostCharacters);
  if (same.first > 0 && older !== undefined) {
    lines.takeFrom(older, 0, older.parts.lineOfEntry[same.first - 1] ?? 0, 0);
  } else {
    lines.addNote(row(columns.map(columnTitle), widths, columns));
    // The logs of one search miss the same.
    for (const missing of new Set(logs.map((log) => log.missing))) {
      if (missing !== undefined) lines.addNote(noteLine(missing));
    }
    if (!isEmptyFilter(filter)) {
      lines.addNote(noteLine(l10n.t('Only these events are shown: {0}', filterWords(filter))));
    }
  }
  const hasNotes = isEmptyFilter(filter);
  const addNote = (log: NamedLog | undefined, row: number): void => {
    const note = hasNotes && log !== undefined ? noteBefore(log.log, row) : undefined;
    if (note !== undefined) lines.addNote(note);
  };
  for (let entry = same.first; entry < fits && !lines.isFull; entry++) {
    if (entry % (stepLength * 8) === 0) yield;
    addNote(logs[order.logs[entry] ?? 0], order.rows[entry] ?? 0);
    const at = (entry - same.first) * columns.length;
    lines.addEvent(row(cells.slice(at, at + columns.length), widths, columns));
  }
  if (older !== undefined && same.last > 0 && !lines.isFull && fits === end) {
    addNote(logs[order.logs[end] ?? 0], order.rows[end] ?? 0);
    const oldEnd = older.parts.order.length;
    lines.takeFrom(
      older,
      older.parts.lineOfEntry[oldEnd - same.last] ?? 0,
      older.parts.lineOfEntry[oldEnd - 1] ?? 0,
      order.length - oldEnd,
    );
  }
  if (lines.eventCount < order.length) {
    lines.addNote(
      noteLine(
        l10n.t(
          '{0} more events do not fit into one tab. Filter the events by time to see them.',
          order.length - lines.eventCount,
        ),
      ),
    );
  } else {
    for (const log of logs) {
      addNote(log, log.log.length);
      if (hasNotes) for (const note of log.notes ?? []) lines.addNote(noteLine(note));
    }
  }
  yield;
  return new DecodedView({
    ...lines.done(),
    logs,
    filter: filterQuery(filter),
    columns,
    widths,
    order,
    copies,
  });
}

function orderOf({ logs, filter }: ViewRequest): EventOrder {
  const tables = logs.map(({ log }) => log.table);
  const rows = tables.map((table) => filteredRows(table, filter));
  const [first] = rows;
  return logs.length === 1 && first !== undefined ? logOrder(first) : mergedOrder(tables, rows);
}

function row(
  cells: readonly string[],
  widths: readonly number[],
  columns: readonly DecodedColumn[],
): string {
  let line = '';
  const last = columns.length - 1;
  cells.forEach((cell, index) => {
    line += index === last ? cell : `${cell.padEnd(widths[index] ?? 0)}  `;
  });
  return line;
}

function isLaidOutLike(view: DecodedView, widths: readonly number[]): boolean {
  const last = widths.length - 1;
  return widths.every((width, index) => index === last || width === view.parts.widths[index]);
}

/** How many entries at the start and at the end have the same lines as in an older view. */
interface SameEntries {
  readonly first: number;
  readonly last: number;
}

const noneSame: SameEntries = { first: 0, last: 0 };

function sameEntries(
  older: DecodedView,
  { logs, filter }: ViewRequest,
  order: EventOrder,
  copies: ReadonlyMap<number, string>,
): SameEntries {
  const old = older.parts;
  if (older.left > 0 || old.logs.length !== logs.length || old.order.length === 0) return noneSame;
  if (old.filter !== filterQuery(filter)) return noneSame;
  if (
    old.logs.some(
      ({ name, missing }, index) => name !== logs[index]?.name || missing !== logs[index]?.missing,
    )
  ) {
    return noneSame;
  }
  const rows = logs.map(({ log }, index) => unchangedRows(old.logs[index]?.log ?? log, log));
  const isSame = (oldEntry: number, entry: number, shift: (log: number) => number): boolean => {
    const log = order.logs[entry] ?? 0;
    return (
      old.order.logs[oldEntry] === log &&
      (old.order.rows[oldEntry] ?? 0) + shift(log) === order.rows[entry] &&
      old.copies.get(oldEntry) === copies.get(entry)
    );
  };
  const length = Math.min(old.order.length, order.length);
  let first = 0;
  while (
    first < length &&
    isSame(first, first, () => 0) &&
    (order.rows[first] ?? 0) < (rows[order.logs[first] ?? 0]?.first ?? 0)
  )
    first++;
  const grown = (log: number): number =>
    (logs[log]?.log.length ?? 0) - (old.logs[log]?.log.length ?? 0);
  let last = 0;
  for (; last < length - first; last++) {
    const entry = order.length - 1 - last;
    const oldEntry = old.order.length - 1 - last;
    const log = order.logs[entry] ?? 0;
    const fromEnd = (logs[log]?.log.length ?? 0) - (order.rows[entry] ?? 0);
    if (fromEnd > (rows[log]?.last ?? 0) || !isSame(oldEntry, entry, grown)) break;
    // A note names a line of the log, which is another one now.
    const line = old.lineOfEntry[oldEntry] ?? 0;
    if (last > 0 && old.lineOfEntry[oldEntry + 1] !== line + 1) break;
  }
  return first + last === 0 ? noneSame : { first, last };
}
