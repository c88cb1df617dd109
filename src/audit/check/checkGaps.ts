import type { AuditLog } from '../table/auditLog';
import { isWidespread, type Findings } from './findings';
import * as sentences from './orderSentences';
import { rowsOfStep } from './rowsOfStep';
import type { StartRows } from './streamRows';

/** Numbers that no event of a start has, before the event of a row. */
interface Gap {
  readonly row: number;
  /** The row of the event before; undefined where the start's first numbers are missing. */
  readonly previous: number | undefined;
  readonly missing: bigint;
}

interface StartGaps {
  readonly gaps: readonly Gap[];
  readonly looksFiltered: boolean;
}

/** The gaps of all starts. Those of starts that look filtered are one finding for the log. */
export class Gaps {
  private readonly starts: StartGaps[] = [];

  add(gaps: StartGaps): void {
    this.starts.push(gaps);
  }

  report(log: AuditLog, findings: Findings): void {
    const known = findings.options.filtered === true;
    const filtered: Gap[] = [];
    for (const { gaps, looksFiltered } of this.starts) {
      if (known || looksFiltered) {
        for (const gap of gaps) filtered.push(gap);
        continue;
      }
      for (const gap of gaps) {
        const { row, previous, missing } = gap;
        const sequence = log.table.sequence(row) ?? 0n;
        if (previous === undefined) reportLateStart(row, sequence, missing, findings);
        else {
          const before = log.table.sequence(previous) ?? 0n;
          const sentence = sentences.gap(missing, before, sequence);
          findings.add('sequence-gap', row, sentence, { field: 'sequence', related: previous });
        }
      }
    }
    const [first] = filtered;
    if (first === undefined) return;
    const missing = filtered.reduce((sum, gap) => sum + gap.missing, 0n);
    findings.add(
      'filtered-log',
      first.row,
      known
        ? sentences.knownFiltered(missing, filtered.length)
        : sentences.looksFiltered(missing, filtered.length),
      { field: 'sequence', related: first.previous, ...(known ? { severity: 'information' } : {}) },
    );
  }
}

function reportLateStart(row: number, sequence: bigint, missing: bigint, findings: Findings): void {
  const known = findings.options.partial === true;
  findings.add(
    'late-start',
    row,
    known ? sentences.knownPart(sequence) : sentences.lateStart(sequence, missing),
    { field: 'sequence', ...(known ? { severity: 'information' } : {}) },
  );
}

/**
 * Finds the numbers of a start that no event has, step by step. An event without a number that stands between two
 * others in the text fills one of the numbers between them.
 *
 * @param order the start's indexes by sequence, each number once
 * @param unnumbered rows of the stream's events without a number, in the order of the text
 */
export function* checkGaps(
  { table }: AuditLog,
  start: StartRows,
  order: Uint32Array,
  unnumbered: readonly number[],
  newestFirst: boolean,
  found: Gaps,
): Generator<undefined, void, undefined> {
  const gaps: Gap[] = [];
  // Where the text is in order, only what follows a jump can be missing.
  for (const at of start.isAscending ? start.jumps : order.keys()) {
    if (at % rowsOfStep === 0) yield;
    const index = order[at] ?? 0;
    const previous = order[at - 1] ?? -1;
    if (previous >= 0 && start.number(index) - start.number(previous) === 1) {
      if (start.number(index) < Number.MAX_SAFE_INTEGER) {
        continue;
      }
    }
    const row = start.row(index);
    const before = previous < 0 ? undefined : start.row(previous);
    const edge = newestFirst ? table.length : -1;
    const between = countBetween(unnumbered, before ?? edge, row);
    const lowest = before === undefined ? -1n : start.sequence(previous);
    const missing = start.sequence(index) - lowest - 1n - BigInt(between);
    if (missing > 0n) gaps.push({ row, previous: before, missing });
  }
  found.add({ gaps, looksFiltered: isWidespread(gaps.length, start.length) });
}

/** How many of the ascending rows lie between two rows, in whichever order those are. */
function countBetween(rows: readonly number[], one: number, other: number): number {
  if (rows.length === 0) return 0;
  return firstAtLeast(rows, Math.max(one, other)) - firstAtLeast(rows, Math.min(one, other) + 1);
}

function firstAtLeast(rows: readonly number[], least: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
