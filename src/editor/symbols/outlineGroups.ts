import * as vscode from 'vscode';
import type { AuditLog } from '../../audit/table/auditLog';
import { Ended } from '../../audit/table/eventTable';
import { loginOfSession } from '../../audit/subjects/relations';
import { dayName, timeOfDay, type EventNames } from './eventName';

/** A branch of the outline. Its events are rows of the log in the order of the text. */
export interface OutlineGroup {
  readonly name: string;
  /** What is said beside the name, before the number of events. */
  readonly about: string | undefined;
  readonly rows: readonly number[];
  /** Smaller branches instead of the rows themselves. */
  readonly groups: readonly OutlineGroup[] | undefined;
}

/** More events than this in one branch of days are parted by hour. */
const mostOfDay = 2000;

const usecsAnHour = 3_600_000_000;

/** How many rows are looked at between two steps: some tenths of a millisecond. */
export const rowsOfStep = 4096;

/** What is made step by step. */
type Steps<Result> = Generator<undefined, Result, undefined>;

/** The days of a log, a full one by the hour: each group is one stretch of the text. */
export function* groupsByDay(log: AuditLog, names: EventNames): Steps<readonly OutlineGroup[]> {
  const days: OutlineGroup[] = [];
  for (const { from, to, value } of yield* runs(0, log.length, (row) => names.day(row))) {
    const name = value === undefined ? vscode.l10n.t('No time') : dayName(value);
    const hours =
      to - from <= mostOfDay
        ? undefined
        : (yield* runs(from, to, (row) => hour(log.table.time(row)))).map((run) =>
            group(
              run.value === undefined ? name : `${String(run.value).padStart(2, '0')}:00`,
              rowsFrom(run.from, run.to),
            ),
          );
    days.push({ ...group(name, rowsFrom(from, to)), groups: hours });
  }
  return days;
}

/**
 * The sessions of a log, by their first event. That events belong to one login is inferred; those
 * whose login the log does not show are together by the handle that they print.
 */
export function* groupsBySession(log: AuditLog, names: EventNames): Steps<readonly OutlineGroup[]> {
  const { table } = log;
  const rowsOf = new Map<number | string | undefined, number[]>();
  for (let row = 0; row < log.length; row++) {
    if ((row + 1) % rowsOfStep === 0) yield;
    const session = table.exactSession(row);
    const key =
      session === undefined
        ? undefined
        : (loginOfSession(log, row) ?? `${table.startKey(row)} ${session}`);
    const rows = rowsOf.get(key);
    if (rows === undefined) rowsOf.set(key, [row]);
    else rows.push(row);
  }
  return Array.from(rowsOf, ([key, rows]) => {
    if (key === undefined) return group(vscode.l10n.t('No session'), rows);
    const [first = 0] = rows;
    const day = names.day(first);
    const user = typeof key === 'number' ? names.user(key) : '';
    const handle = `0x${(table.sessionHandle(first) ?? 0n).toString(16)}`;
    const time = `${day === undefined ? '' : `${dayName(day)} `}${timeOfDay(table.time(first))}`;
    return group(
      `${time}${user === '' ? handle : user}`,
      rows,
      typeof key === 'number'
        ? vscode.l10n.t('session {0} (inferred)', handle)
        : vscode.l10n.t('session {0} (login not here)', handle),
    );
  });
}

/** How many of a group's events failed. */
export function failuresIn({ table }: AuditLog, { rows }: OutlineGroup): number {
  return rows.reduce((sum, row) => sum + (table.ended(row) === Ended.failure ? 1 : 0), 0);
}

/** One branch of several, whose events are those of all of them. */
export function joined(name: string, groups: readonly OutlineGroup[]): OutlineGroup {
  return group(
    name,
    groups.flatMap(({ rows }) => rows).sort((one, other) => one - other),
  );
}

function group(name: string, rows: readonly number[], about?: string): OutlineGroup {
  return { name, about, rows, groups: undefined };
}

function rowsFrom(from: number, to: number): readonly number[] {
  const rows: number[] = [];
  for (let row = from; row < to; row++) rows.push(row);
  return rows;
}

interface Run {
  readonly from: number;
  readonly to: number;
  readonly value: number | undefined;
}

/** Neighbours of one value, so that each group is one stretch of the text. Rows without one join in. */
export function* runs(
  from: number,
  to: number,
  valueOf: (row: number) => number | undefined,
): Steps<readonly Run[]> {
  const found: Run[] = [];
  let start = from;
  let current: number | undefined;
  for (let row = from; row < to; row++) {
    if ((row + 1) % rowsOfStep === 0) yield;
    const value = valueOf(row);
    if (value === undefined || value === current) continue;
    if (current !== undefined) {
      found.push({ from: start, to: row, value: current });
      start = row;
    }
    current = value;
  }
  if (start < to) found.push({ from: start, to, value: current });
  return found;
}

function hour(usecs: number): number | undefined {
  return isNaN(usecs) ? undefined : Math.floor(usecs / usecsAnHour) % 24;
}
