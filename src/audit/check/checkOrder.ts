import type { AuditLog } from '../table/auditLog';
import type { EventTable } from '../table/eventTable';
import { contentStart } from '../text/fieldLine';
import { checkGaps, Gaps } from './checkGaps';
import type { Findings } from './findings';
import * as sentences from './orderSentences';
import { rowsOfStep } from './rowsOfStep';
import { TimesBack, type StartRows, type StreamRows } from './streamRows';

/** Checks what sequence numbers, reboot counters and times say together, step by step. */
export function* checkOrder(
  log: AuditLog,
  streams: readonly StreamRows[],
  findings: Findings,
): Generator<undefined, void, undefined> {
  const gaps = new Gaps();
  for (const stream of streams) yield* checkStream(log, stream, gaps, findings);
  gaps.report(log, findings);
}

/** What a start's numbers say of one another. */
interface Numbering {
  readonly start: StartRows;
  /** Indexes by sequence, each number once. */
  readonly order: Uint32Array;
  /** Indexes of events that are there before, with the index of the first. */
  readonly repeated: ReadonlyMap<number, number>;
  /** Indexes of events whose number another event has, with the index of that. */
  readonly conflicting: ReadonlyMap<number, number>;
}

function* checkStream(
  log: AuditLog,
  stream: StreamRows,
  gaps: Gaps,
  findings: Findings,
): Generator<undefined, void, undefined> {
  const numberings: Numbering[] = [];
  for (const start of stream.starts) numberings.push(yield* numbering(log, start));
  for (const one of numberings) reportRepeated(one, findings);
  if (stream.stream === undefined && looksMixed(numberings)) {
    reportMixed(numberings, findings);
    return;
  }
  const newestFirst = isNewestFirst(stream.starts);
  if (newestFirst) {
    const row = Math.min(...stream.starts.map((start) => start.row(0)));
    findings.add('newest-first', row, sentences.newestFirst());
  }
  for (const one of numberings) {
    reportConflicts(log, one, findings);
    reportDecreases(one, newestFirst, findings);
    yield* reportTimes(log, one, findings);
    yield* checkGaps(log, one.start, one.order, stream.unnumbered, newestFirst, gaps);
  }
  reportReboots(log, numberings, findings);
}

function* numbering(log: AuditLog, start: StartRows): Generator<undefined, Numbering, undefined> {
  const bySequence = start.bySequence();
  const repeated = new Map<number, number>();
  const conflicting = new Map<number, number>();
  if (start.isAscending) return { start, order: bySequence, repeated, conflicting };
  const order = new Uint32Array(bySequence.length);
  let length = 0;
  let first = -1;
  for (const [at, index] of bySequence.entries()) {
    if (at % rowsOfStep === 0) yield;
    if (first < 0 || start.compare(first, index) !== 0) {
      order[length++] = index;
      first = index;
    } else if (sameText(log, start.row(first), start.row(index))) {
      repeated.set(index, first);
    } else {
      conflicting.set(index, first);
    }
  }
  return { start, order: order.subarray(0, length), repeated, conflicting };
}

/** Whether two events say the same, whatever blanks and whatever an export tool put around them. */
function sameText({ text, table }: AuditLog, one: number, other: number): boolean {
  const words = (row: number): string => {
    const end = table.end(row);
    return text.slice(contentStart(text, table.start(row), end), end).replace(/\s+/g, ' ');
  };
  return words(one) === words(other);
}

/** Events in a row that are all there before are one finding: a page that was saved twice. */
function reportRepeated({ start, repeated }: Numbering, findings: Findings): void {
  const indexes = [...repeated.keys()].sort((a, b) => a - b);
  for (let from = 0; from < indexes.length;) {
    let to = from + 1;
    while (to < indexes.length && indexes[to] === (indexes[from] ?? 0) + to - from) to++;
    const index = indexes[from] ?? 0;
    const related = start.row(repeated.get(index) ?? 0);
    findings.add('duplicate-event', start.row(index), sentences.repeated(to - from), {
      field: 'sequence',
      related,
    });
    from = to;
  }
}

/**
 * One HSM never gives a number twice. Where many numbers are there twice, and nothing says which
 * HSM's event it is, two HSMs' logs are in one text.
 */
function looksMixed(numberings: readonly Numbering[]): boolean {
  return numberings.some(
    ({ start, conflicting }) => conflicting.size >= 3 && conflicting.size * 20 > start.length,
  );
}

function reportMixed(numberings: readonly Numbering[], findings: Findings): void {
  const count = numberings.reduce((sum, { conflicting }) => sum + conflicting.size, 0);
  const [first] = numberings.flatMap(({ start, conflicting }) =>
    Array.from(conflicting, ([index, other]) => [start.row(index), start.row(other)] as const),
  );
  if (first === undefined) return;
  findings.add('mixed-streams', first[0], sentences.mixed(count), {
    field: 'sequence',
    related: first[1],
  });
}

function reportConflicts(
  { table }: AuditLog,
  { start, conflicting }: Numbering,
  findings: Findings,
): void {
  for (const [index, other] of conflicting) {
    const [row, related] = [start.row(index), start.row(other)];
    const sentence = sentences.conflict(start.sequence(index), table.opcode(related));
    findings.add('sequence-conflict', row, sentence, { field: 'sequence', related });
  }
}

function isNewestFirst(starts: readonly StartRows[]): boolean {
  const steps = starts.reduce((sum, { rises, falls }) => sum + falls - rises, 0);
  return steps > 0;
}

function reportDecreases(
  { start, repeated }: Numbering,
  newestFirst: boolean,
  findings: Findings,
): void {
  if ((newestFirst ? start.rises : start.falls) === 0) return;
  const indexes: number[] = [];
  const before: number[] = [];
  let previous = -1;
  for (let index = 0; index < start.length; index++) {
    if (repeated.has(index)) continue;
    const step = previous < 0 ? 0 : start.compare(index, previous);
    if (newestFirst ? step > 0 : step < 0) {
      indexes.push(index);
      before.push(previous);
    }
    previous = index;
  }
  const related = before.map((index) => start.row(index));
  findings.addEach(
    'sequence-decrease',
    indexes.map((index) => start.row(index)),
    (_, at) =>
      sentences.decrease(start.sequence(indexes[at] ?? 0), start.sequence(before[at] ?? 0)),
    sentences.unordered,
    { field: 'sequence', related },
  );
}

function* reportTimes(
  { table }: AuditLog,
  { start, order }: Numbering,
  findings: Findings,
): Generator<undefined, void, undefined> {
  const { rows, before } = start.isAscending
    ? start.backs
    : yield* timesBackBySequence(table, start, order);
  const back = (at: number): number => table.time(before[at] ?? 0) - table.time(rows[at] ?? 0);
  findings.addEach(
    'time-backwards',
    rows,
    (_, at) => sentences.backwards(back(at)),
    sentences.oftenBackwards,
    { field: 'time', related: before },
  );
}

function* timesBackBySequence(
  table: EventTable,
  start: StartRows,
  order: Uint32Array,
): Generator<undefined, TimesBack, undefined> {
  const backs = new TimesBack();
  for (const [at, index] of order.entries()) {
    if (at % rowsOfStep === 0) yield;
    const row = start.row(index);
    backs.add(row, table.time(row));
  }
  return backs;
}

function reportReboots(
  { table }: AuditLog,
  numberings: readonly Numbering[],
  findings: Findings,
): void {
  const counted = numberings.filter(({ start }) => start.reboot !== undefined);
  for (let at = 1; at < counted.length; at++) {
    const [before, after] = [counted[at - 1], counted[at]];
    const from = before?.start.reboot;
    const to = after?.start.reboot;
    if (before === undefined || after === undefined || from === undefined || to === undefined) {
      continue;
    }
    const last = before.start.row(before.order.at(-1) ?? 0);
    const first = after.start.row(after.order[0] ?? 0);
    const falls = table.time(first) < table.time(last);
    findings.add(
      falls ? 'reboot-decrease' : 'reboot-change',
      first,
      falls ? sentences.rebootDecrease(from, to) : sentences.rebootChange(from, to),
      { field: 'rebootCounter', related: last },
    );
  }
}
