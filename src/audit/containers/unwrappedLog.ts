import { AuditLog } from '../table/auditLog';
import type { EventRecord, SourcePlace, UnwrapOptions } from './container';
import { headLength, recognised, unwrapperOf } from './containers';
import { Reading } from './reading';

/** Where a row's event stands in what its log was made of. */
export interface EventPlace {
  /** From 1; undefined where there is no such line. */
  readonly line?: number | undefined;
  /** The number of its record, from 0. */
  readonly record?: number;
  /** As the record says it. */
  readonly cluster?: string | undefined;
  /** Where the event's own text begins in the log, behind what was put before it. */
  readonly start?: number;
}

/** A log made of the events in a container, and the way back to it. */
export interface UnwrappedLog {
  /** The events as text, each behind the stream and cluster that the container says, for the one index. */
  readonly log: AuditLog;
  readonly reading: Reading;
  /** Where a row's event stands in the container's text: a UTF-16 offset. Undefined where nowhere. */
  readonly offsetOf: (row: number) => number | undefined;
  readonly placeOf: (row: number) => EventPlace;
}

/** Whether a text begins as JSON or CSV that holds events; its head decides. */
export function isWrappedLog(text: string): boolean {
  const container = recognised(text.slice(0, headLength));
  return container !== undefined && !container.isText;
}

/**
 * The events of a text whose container cannot be read in place: JSON, CSV.
 *
 * @returns undefined for any other text: it is a log itself
 */
export function unwrappedLog(
  text: string,
  options: Pick<UnwrapOptions, 'gunzip' | 'stream' | 'cluster'> = {},
): UnwrappedLog | undefined {
  const container = recognised(text.slice(0, headLength));
  if (container === undefined || container.isText) return undefined;
  const bytes = new TextEncoder().encode(text);
  const reading = new Reading();
  const unwrapper = unwrapperOf(container, reading, options);
  unwrapper.push(bytes);
  unwrapper.end();

  const starts: number[] = [];
  const records: Omit<EventPlace, 'start'>[] = [];
  const prefixes: number[] = [];
  const places: (SourcePlace | undefined)[] = [];
  const parts: string[] = [];
  let length = 0;
  for (const record of reading.take()) {
    const prefix = prefixOf(record);
    const part = `${prefix}${record.message.trimEnd()}\n\n`;
    starts.push(length);
    prefixes.push(prefix.length);
    const { cluster, record: number, source } = record;
    records.push({ record: number, cluster, line: source?.line });
    places.push(record.source);
    parts.push(part);
    length += part.length;
  }
  const log = AuditLog.of(parts.join(''));
  let offsets: readonly (number | undefined)[] | undefined;
  return {
    log,
    reading,
    offsetOf: (row) => {
      offsets ??= utf16Offsets(bytes, places);
      return offsets[lastAtMost(starts, log.table.start(row))];
    },
    placeOf: (row) => {
      const start = log.table.start(row);
      const at = lastAtMost(starts, start);
      const own = (starts[at] ?? 0) + (prefixes[at] ?? 0);
      return { ...records[at], start: Math.max(start, own) };
    },
  };
}

/** Where places in UTF-8 stand in its text, in UTF-16 code units: found in one pass, as places follow each other. */
function utf16Offsets(
  bytes: Uint8Array,
  places: readonly (SourcePlace | undefined)[],
): readonly (number | undefined)[] {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let known = 0;
  let length = 0;
  return places.map((place) => {
    if (place === undefined) return undefined;
    if (place.offset < known) known = length = 0;
    length += decoder.decode(bytes.subarray(known, place.offset)).length;
    known = place.offset;
    return length;
  });
}

const word = /^[^ \t\r\n:*()\u001b]{1,512}$/; // eslint-disable-line no-control-regex -- no escape either

/** The prefix of awslogs: group and stream, as the readers of text know it. */
function prefixOf({ stream, cluster }: EventRecord): string {
  if (stream === undefined || !word.test(stream)) return '';
  return `/aws/cloudhsm/${cluster ?? '-'} ${stream} `;
}

function lastAtMost(numbers: readonly number[], most: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((numbers[middle] ?? 0) <= most) low = middle;
    else high = middle - 1;
  }
  return low;
}
