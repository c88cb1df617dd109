import { Ended, Kind } from '../../audit/table/eventTable';
import { fieldOf } from '../../audit/event/auditEvent';
import type { FileBatch } from '../input/eventBatch';

/** What a log file is made of. */
export interface FileSummary {
  readonly file: string;
  bytes: number;
  /** Bytes that belong to no event, blanks between events too. */
  bytesBetween: number;
  /** Places with text that belongs to no event. */
  places: number;
  /** Records that hold no events by their own word. */
  skipped: number;
  events: number;
  isBroken: boolean;
}

/** How often something occurs, and how often it failed. */
export interface Count {
  events: number;
  failures: number;
}

/** Counts what is in logs, from columns: only the words of a response are decoded, once for each. */
export class LogSummary {
  readonly files: FileSummary[] = [];
  events = 0;
  failures = 0;
  certificates = 0;
  withoutTime = 0;
  /** Unix µs; NaN where no event has a time. */
  first = NaN;
  last = NaN;
  readonly streams = new Map<string | undefined, Count>();
  readonly opcodes = new Map<string | undefined, Count>();
  readonly users = new Map<string, Count>();
  /** By code and text: `163: RET_USER_LOGIN_FAILURE`. */
  readonly responses = new Map<string, Count>();
  private readonly responseWords = new Map<number, string>();

  begin(file: string): FileSummary {
    const summary: FileSummary = {
      file,
      bytes: 0,
      bytesBetween: 0,
      places: 0,
      skipped: 0,
      events: 0,
      isBroken: false,
    };
    this.files.push(summary);
    return summary;
  }

  add(file: FileSummary, batch: FileBatch): void {
    file.bytes += batch.bytes;
    file.bytesBetween += batch.bytesBetween;
    file.places += batch.placesBetween;
    file.skipped += batch.skipped;
    file.events += batch.length;
    for (let row = 0; row < batch.length; row++) this.addEvent(batch, row);
  }

  private addEvent(batch: FileBatch, row: number): void {
    const { table } = batch.log;
    const failed = table.ended(row) === Ended.failure;
    const isCertificate = table.kind(row) === Kind.certificate;
    this.events++;
    if (failed) this.failures++;
    if (isCertificate) this.certificates++;
    const time = table.time(row);
    if (Number.isNaN(time)) this.withoutTime++;
    else {
      if (!(time >= this.first)) this.first = time;
      if (!(time <= this.last)) this.last = time;
    }
    count(this.streams, batch.stream(row), failed);
    count(this.opcodes, table.opcode(row), failed);
    const user = table.user(row);
    if (user !== undefined) count(this.users, user, failed);
    const target = table.targetUser(row);
    if (target !== undefined && target !== user) count(this.users, target, failed);
    const response = this.response(batch, row, isCertificate);
    if (response !== undefined) count(this.responses, response, failed);
  }

  /** The response in words. Firmware words a code in one way as a rule: the first one counts. */
  private response(batch: FileBatch, row: number, isCertificate: boolean): string | undefined {
    const code = batch.log.table.responseCode(row);
    const known = code === undefined ? undefined : this.responseWords.get(code);
    if (known !== undefined) return known;
    if (code === undefined && !isCertificate) return undefined;
    const event = batch.event(row);
    if (event.kind === 'certificate') return event.response;
    const words = `${code ?? ''}: ${fieldOf(event, 'response')?.text ?? ''}`;
    if (code !== undefined) this.responseWords.set(code, words);
    return words;
  }
}

function count<Key>(counts: Map<Key, Count>, key: Key, failed: boolean): void {
  let known = counts.get(key);
  if (known === undefined) counts.set(key, (known = { events: 0, failures: 0 }));
  known.events++;
  if (failed) known.failures++;
}

/** The most frequent first; of equally frequent ones the one that was seen first. */
export function byFrequency<Key>(
  counts: ReadonlyMap<Key, Count>,
): readonly (readonly [Key, Count])[] {
  return [...counts].sort(([, one], [, other]) => other.events - one.events);
}
