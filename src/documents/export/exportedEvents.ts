import type { EventOrigin } from '../../audit/export/exportedEvent';
import { csvHeader, csvLine, spreadsheetMark } from '../../audit/export/csv';
import { ndjsonLine } from '../../audit/export/ndjson';
import type { EventPlace } from '../../audit/containers/unwrappedLog';
import type { NamedLog, ShownEvent } from '../../audit/decoded/decodedView';
import type { AuditLog } from '../../audit/table/auditLog';
import { searchAddress } from '../search/searchAddress';
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
 * Raw text is as stored, event by event with a blank line behind each; what stands between events, or a
 * container around them, is not in it.
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
      return storedText(log, list.logs[event.log]?.placeOf?.(event.row).start, event.row);
    case 'ndjson':
      return `${ndjsonLine(log.event(event.row), log.text, originOf(list, event))}\n`;
    case 'csv':
      return csvLine(log.event(event.row), log.text, originOf(list, event));
  }
}

/** An event as its log has it, and a blank line, with the line ends that the log has. */
function storedText({ table, text }: AuditLog, start: number | undefined, row: number): string {
  const own = text.slice(start ?? table.start(row), table.end(row));
  const isWindows = own.includes('\r\n') || text.startsWith('\r\n', table.end(row));
  return `${own}${isWindows ? '\r\n\r\n' : '\n\n'}`;
}

/** What the event itself does not say: its HSM, its cluster and its place. */
export function originOf(
  { sources, logs }: Pick<EventList, 'sources' | 'logs'>,
  { log: number, row }: ShownEvent,
): EventOrigin {
  const source = sources[number];
  const named = logs[number];
  if (source === undefined || named === undefined) return {};
  const address = streamAddress(source) ?? searchAddress(source);
  const { table } = named.log;
  const { cluster, line, record }: EventPlace = named.placeOf?.(row) ?? {
    line: table.line(row) + 1,
  };
  return {
    cluster: address?.logGroup.split('/').pop() ?? cluster ?? named.cluster,
    stream: table.stream(row) ?? named.name,
    source: {
      file: source.scheme === 'file' ? source.fsPath : source.toString(),
      ...(line === undefined ? {} : { line }),
      ...(record === undefined ? {} : { record }),
    },
  };
}
