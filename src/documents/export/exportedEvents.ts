import type { EventOrigin } from '../../audit/export/exportedEvent';
import { csvHeader, csvLine, spreadsheetMark } from '../../audit/export/csv';
import { ndjsonLine } from '../../audit/export/ndjson';
import type { NamedLog, ShownEvent } from '../../audit/decoded/decodedView';
import { streamAddress } from '../streams/streamAddress';
import type * as vscode from 'vscode';

/** The forms that events are exported in. */
export type ExportFormat = 'raw' | 'ndjson' | 'csv';

/** Events to export, in their order. */
export interface EventList {
  /** Where each log is. */
  readonly sources: readonly vscode.Uri[];
  readonly logs: readonly NamedLog[];
  readonly events: readonly ShownEvent[];
}

/** How many events make a piece of a file: about a millisecond of work. */
const pieceLength = 128;

/**
 * The text of an export, piece by piece. Each piece says how many events are in the file with it.
 *
 * Raw text is as stored, event by event with a blank line between; what stands between events is not
 * in it.
 */
export function* exportPieces(
  list: EventList,
  format: ExportFormat,
): Generator<{ readonly text: string; readonly done: number }, void, undefined> {
  if (format === 'csv') yield { text: spreadsheetMark + csvHeader(), done: 0 };
  for (let from = 0; from < list.events.length; from += pieceLength) {
    const piece = list.events.slice(from, from + pieceLength);
    const text = piece.map((event) => exportedText(list, event, format)).join('');
    yield { text, done: from + piece.length };
  }
}

function exportedText(list: EventList, event: ShownEvent, format: ExportFormat): string {
  const log = list.logs[event.log]?.log;
  if (log === undefined) return '';
  switch (format) {
    case 'raw':
      return `${log.text.slice(log.table.start(event.row), log.table.end(event.row))}\n\n`;
    case 'ndjson':
      return `${ndjsonLine(log.event(event.row), log.text, originOf(list, event))}\n`;
    case 'csv':
      return csvLine(log.event(event.row), log.text, originOf(list, event));
  }
}

/** What the event itself does not say: its HSM, its cluster and its place. */
export function originOf(
  { sources, logs }: Pick<EventList, 'sources' | 'logs'>,
  { log: number, row }: ShownEvent,
): EventOrigin {
  const source = sources[number];
  const named = logs[number];
  if (source === undefined || named === undefined) return {};
  const address = streamAddress(source);
  return {
    cluster: address?.logGroup.split('/').pop(),
    stream: named.log.table.stream(row) ?? named.name,
    source: {
      file: source.scheme === 'file' ? source.fsPath : source.toString(),
      line: named.log.table.line(row) + 1,
    },
  };
}
