import * as l10n from '@vscode/l10n';
import type { AuditLog } from '../audit/table/auditLog';
import { categoryOf } from '../audit/event/category';
import { Ended } from '../audit/table/eventTable';
import { printable } from '../audit/text/printable';
import type { OpcodeCategory } from '../audit/reference/opcode';
import type { TrailEvent } from '../audit/trail/trailEvent';
import type { TimeRange } from '../sources/timeRange';
import type { Timeline } from '../webview/messages';

/** The lanes of the timeline, from top to bottom. */
const lanes = ['failures', 'users', 'keys', 'backups', 'initialisation', 'trail'] as const;
type Lane = (typeof lanes)[number];

const laneOfCategory: Readonly<Partial<Record<OpcodeCategory, Lane>>> = {
  user: 'users',
  quorum: 'users',
  key: 'keys',
  'key deletion': 'keys',
  'key export': 'keys',
  'key import': 'keys',
  backup: 'backups',
  restore: 'backups',
  initialisation: 'initialisation',
  hsm: 'initialisation',
  marker: 'initialisation',
};

/** The log of one stream, as far as it is over the metrics. */
export interface StreamLog {
  readonly stream: string;
  readonly log: AuditLog;
  /** Unix ms: what it has before is not here. Undefined where all of it is. */
  readonly cutAt?: number | undefined;
}

/** Where an event of the timeline stands: in a stream, or in CloudTrail. */
export type EventPlace =
  | {
      readonly kind: 'audit';
      readonly stream: string;
      /** Unix µs. */
      readonly time: number;
      readonly sequence: bigint | undefined;
    }
  | {
      readonly kind: 'trail';
      readonly id: string | undefined;
      /** Unix ms. */
      readonly time: number;
    };

export interface TimelineEvents {
  readonly timeline: Timeline;
  /** Where the event of a row stands. */
  place(row: number): EventPlace | undefined;
  /** Where a range has events, or may have some that were not read; those without a lane among them. */
  within(range: TimeRange): EventSources;
}

/** Where there are events. */
export interface EventSources {
  readonly streams: readonly string[];
  readonly hasTrail: boolean;
}

interface Entry {
  readonly time: number;
  readonly lane: number;
  readonly failed: boolean;
  readonly kind: string;
  readonly place: number;
  /** Row of the log, or index of the CloudTrail event. */
  readonly row: number;
  /** It stands on another lane too. */
  readonly again: boolean;
}

/**
 * Puts the events of streams and of CloudTrail on lanes, in the order of time.
 *
 * @param trailCutAt Unix ms: not all that CloudTrail has before is here; undefined where it is
 */
export function timelineEvents(
  streams: readonly StreamLog[],
  trail: readonly TrailEvent[],
  trailCutAt?: number,
): TimelineEvents {
  const entries: Entry[] = [];
  for (const [place, { log }] of streams.entries()) addLog(entries, log, place);
  for (const [row, event] of trail.entries()) {
    if (Number.isNaN(event.time)) continue;
    entries.push({
      time: event.time,
      lane: lanes.indexOf('trail'),
      failed: event.rejection !== undefined,
      kind: event.name,
      place: streams.length,
      row,
      again: false,
    });
  }
  entries.sort((one, other) => one.time - other.time);
  return {
    timeline: columns(entries, [...streams.map(({ stream }) => stream), 'CloudTrail']),
    place: (row) => {
      const entry = entries[row];
      if (entry === undefined) return undefined;
      const own = streams[entry.place];
      if (own === undefined) return { kind: 'trail', id: trail[entry.row]?.id, time: entry.time };
      const { table } = own.log;
      return {
        kind: 'audit',
        stream: own.stream,
        time: table.time(entry.row),
        sequence: table.sequence(entry.row),
      };
    },
    within: ({ from, to }) => ({
      streams: streams
        .filter(({ log, cutAt = from }) => cutAt > from || hasEvent(log, from, to))
        .map(({ stream }) => stream),
      hasTrail: (trailCutAt ?? from) > from || trail.some(({ time }) => time >= from && time < to),
    }),
  };
}

/** @param from Unix ms; likewise `to`, exclusive */
function hasEvent({ table }: AuditLog, from: number, to: number): boolean {
  for (let row = 0; row < table.length; row++) {
    const time = table.time(row) / 1000;
    if (time >= from && time < to) return true;
  }
  return false;
}

/** A failure stands on its own lane too. What no lane is for (reads, sessions, logins that succeed) is left out. */
function addLog(entries: Entry[], { table }: AuditLog, place: number): void {
  for (let row = 0; row < table.length; row++) {
    const opcode = table.opcode(row);
    const time = table.time(row) / 1000;
    if (opcode === undefined || Number.isNaN(time)) continue;
    const category = categoryOf(opcode);
    const lane = category === undefined ? undefined : laneOfCategory[category];
    const failed = table.ended(row) === Ended.failure;
    const entry = { time, failed, kind: opcode, place, row };
    if (failed) {
      entries.push({ ...entry, lane: lanes.indexOf('failures'), again: lane !== undefined });
    }
    if (lane !== undefined) entries.push({ ...entry, lane: lanes.indexOf(lane), again: false });
  }
}

function columns(entries: readonly Entry[], places: readonly string[]): Timeline {
  const kinds = new Map<string, number>();
  const timeline: Timeline = {
    lanes: lanes.map(laneWords),
    times: new Float64Array(entries.length),
    lane: new Uint8Array(entries.length),
    failed: new Uint8Array(entries.length),
    kind: new Uint32Array(entries.length),
    place: new Uint16Array(entries.length),
    again: new Uint8Array(entries.length),
    places: places.map((place) => printable(place)),
    kinds: [],
  };
  for (const [row, { time, lane, failed, kind, place, again }] of entries.entries()) {
    let number = kinds.get(kind);
    if (number === undefined) kinds.set(kind, (number = kinds.size));
    timeline.times[row] = time;
    timeline.lane[row] = lane;
    timeline.failed[row] = failed ? 1 : 0;
    timeline.kind[row] = number;
    timeline.place[row] = place;
    timeline.again[row] = again ? 1 : 0;
  }
  return { ...timeline, kinds: [...kinds.keys()].map((kind) => printable(kind)) };
}

function laneWords(lane: Lane): string {
  switch (lane) {
    case 'failures':
      return l10n.t('Failures');
    case 'users':
      return l10n.t('Users');
    case 'keys':
      return l10n.t('Keys');
    case 'backups':
      return l10n.t('Backups');
    case 'initialisation':
      return l10n.t('Initialising');
    case 'trail':
      return 'CloudTrail';
  }
}
