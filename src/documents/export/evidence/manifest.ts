import type { NamedLog, ShownEvent } from '../../../audit/decoded/decodedView';
import { filterWords, isEmptyFilter, type EventFilter } from '../../../audit/filter/eventFilter';
import { Ended } from '../../../audit/table/eventTable';
import { isoMicroseconds } from '../../../audit/time/moments';

/** What is stated of some events. */
export interface EventCounts {
  readonly events: number;
  readonly failures: number;
  /** ISO 8601 with microseconds; absent where no event has a time. */
  readonly first?: string;
  readonly last?: string;
}

/** A file of the evidence. */
export interface EvidenceFile {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** ISO 8601; an open end is left out. The end is not in the range of a stream, but in that of a file. */
export interface SourceRange {
  readonly from?: string;
  readonly to?: string;
}

/** A log as it was found. */
export interface EvidenceSource extends EvidenceFile, EventCounts {
  /** The address in VS Code. */
  readonly address: string;
  readonly stream?: string;
  readonly logGroup?: string;
  readonly arn?: string;
  /**
   * Whether it is all that its stream held when it was fetched; absent where nobody knows. Not where older
   * events have not been fetched, some could not be read, or it is a range or an excerpt.
   */
  readonly whole?: boolean;
  /** Of what an excerpt is one: `search: …` with its words, `time range` of a file, `tail`. */
  readonly excerpt?: string;
  /** The time that was asked for. */
  readonly range?: SourceRange;
  /** What was asked for and could not be read, in a sentence. */
  readonly missing?: string;
  /** Whether these bytes, read as UTF-8, are the text that was decoded. */
  readonly decodedFromTheseBytes: boolean;
}

/** What `manifest.json` says. Its keys stay; new ones may come. */
export interface Manifest {
  readonly format: 'cloudhsm-evidence/1';
  /** ISO 8601, by the clock of the machine. */
  readonly made: string;
  readonly tool: { readonly name: string; readonly version: string };
  readonly sources: readonly EvidenceSource[];
  readonly decoded: EvidenceFile & EventCounts;
  /** In words; absent where every event is there. */
  readonly filter?: string;
  /** True where only a selection of the events was exported. */
  readonly selection: boolean;
  readonly verify: string;
}

/** The manifest's `filter`. */
export function filterStatement(filter: EventFilter): Pick<Manifest, 'filter'> {
  return isEmptyFilter(filter) ? {} : { filter: filterWords(filter) };
}

/** Counts events and finds the first and the last time among them. */
export function eventCounts(logs: readonly NamedLog[], events: Iterable<ShownEvent>): EventCounts {
  let count = 0;
  let failures = 0;
  let first = Infinity;
  let last = -Infinity;
  for (const { log, row } of events) {
    const table = logs[log]?.log.table;
    if (table === undefined) continue;
    count++;
    if (table.ended(row) === Ended.failure) failures++;
    const time = table.time(row);
    if (time < first) first = time;
    if (time > last) last = time;
  }
  return { events: count, failures, ...moment('first', first), ...moment('last', last) };
}

function moment<Name extends string>(name: Name, usecs: number): Partial<Record<Name, string>> {
  const iso = Number.isFinite(usecs) ? isoMicroseconds(BigInt(usecs)) : undefined;
  return iso === undefined ? {} : ({ [name]: iso } as Record<Name, string>);
}

/**
 * A manifest as JSON. Addresses and names may be hostile: what hides text or drives a terminal is
 * escaped.
 */
export function manifestText(manifest: Manifest): string {
  const json = JSON.stringify(manifest, undefined, 2);
  return `${json.replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escapeUnits)}\n`;
}

function escapeUnits(character: string): string {
  return [...Array(character.length).keys()]
    .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
    .join('');
}

/** A file that `sha256sum -c` reads. The names are ours: no blank or backslash is in them. */
export function checksumText(files: readonly EvidenceFile[]): string {
  return files.map(({ file, sha256 }) => `${sha256}  ${file}\n`).join('');
}
