import * as l10n from '@vscode/l10n';
import { categoryOf } from '../event/category';
import { Ended, type EventTable } from '../table/eventTable';
import { isoMicroseconds } from '../time/moments';
import type { Outcome } from '../event/outcome';
import { quoted } from '../text/printable';
import { sessionBits } from '../event/sessionHandle';

/**
 * Which events of a log are shown. Of one kind any value may match; of several kinds each must. A kind
 * that is left out, or an empty list, restricts nothing.
 */
export interface EventFilter {
  readonly outcomes?: readonly Outcome[];
  /** As the tables and, for unknown opcodes, their names have it. */
  readonly categories?: readonly string[];
  /** As printed. */
  readonly opcodes?: readonly string[];
  /** `User Name` or `Target User Name`, as printed. Hostile text. */
  readonly users?: readonly string[];
  /** On whichever of the key labels. */
  readonly keys?: readonly bigint[];
  /** Exactly that handle. */
  readonly sessions?: readonly bigint[];
  /** Session handles without their low 14 bits: every session of a client connection. An inference. */
  readonly connections?: readonly bigint[];
  /** Reboot counters: the starts of an HSM, by which handles begin anew. */
  readonly reboots?: readonly bigint[];
  /** Of a log of several HSMs: the streams that it says its events are of. */
  readonly streams?: readonly string[];
  /** Unix µs, the first that is shown. Events without a time are not shown then. */
  readonly from?: bigint;
  /** Unix µs, the last that is shown. */
  readonly to?: bigint;
}

const outcomes: Readonly<Record<Outcome, number>> = {
  success: Ended.success,
  failure: Ended.failure,
  unknown: Ended.unknown,
};

/** Whether a filter lets every event through. */
export function isEmptyFilter(filter: EventFilter): boolean {
  return filterQuery(filter) === '';
}

/** Says of a row of a table whether the filter shows it. Looks at columns only. */
export function filterPredicate(table: EventTable, filter: EventFilter): (row: number) => boolean {
  const tests: ((row: number) => boolean)[] = [];
  const test = <Value>(
    values: readonly Value[] | undefined,
    of: (row: number) => readonly (Value | undefined)[],
  ): void => {
    if (values === undefined || values.length === 0) return;
    const wanted = new Set<Value | undefined>(values);
    tests.push((row) => of(row).some((value) => wanted.has(value)));
  };
  test(
    filter.outcomes?.map((outcome) => outcomes[outcome]),
    (row) => [table.ended(row)],
  );
  test(filter.opcodes, (row) => [table.opcode(row)]);
  test(filter.categories, (row) => {
    const opcode = table.opcode(row);
    return [opcode === undefined ? undefined : categoryOf(opcode)];
  });
  test(filter.users, (row) => [table.user(row), table.targetUser(row)]);
  test(filter.keys, (row) => [table.privateKey(row), table.publicKey(row), table.key(row)]);
  test(filter.sessions, (row) => [table.sessionHandle(row)]);
  test(filter.connections, (row) => {
    const session = table.sessionHandle(row);
    return [session === undefined ? undefined : session >> sessionBits];
  });
  test(filter.reboots, (row) => [table.rebootCounter(row)]);
  test(filter.streams, (row) => [table.stream(row)]);
  if (filter.from !== undefined || filter.to !== undefined) {
    const from = Number(filter.from ?? -(2n ** 62n));
    const to = Number(filter.to ?? 2n ** 62n);
    tests.push((row) => table.time(row) >= from && table.time(row) <= to);
  }
  return (row) => tests.every((passes) => passes(row));
}

/** The rows that a filter shows, in the order of the log. */
export function filteredRows(table: EventTable, filter: EventFilter): Int32Array {
  const passes = filterPredicate(table, filter);
  const rows = new Int32Array(table.length);
  let count = 0;
  for (let row = 0; row < table.length; row++) if (passes(row)) rows[count++] = row;
  return rows.slice(0, count);
}

const textKinds = ['outcomes', 'categories', 'opcodes', 'users', 'streams'] as const;
const numberKinds = ['keys', 'sessions', 'connections', 'reboots'] as const;
const limits = ['from', 'to'] as const;

/** The filter as the query of an address; the same for filters that show the same. '' for none. */
export function filterQuery(filter: EventFilter): string {
  const parts: string[] = [];
  const add = (kind: string, values: readonly (string | bigint)[] = []): void => {
    const texts = [...new Set(values.map(String))].sort();
    parts.push(...texts.map((text) => `${kind}=${encodeURIComponent(wellFormed(text))}`));
  };
  for (const kind of textKinds) add(kind, filter[kind]);
  for (const kind of numberKinds) add(kind, filter[kind]);
  for (const kind of limits) add(kind, filter[kind] === undefined ? [] : [filter[kind]]);
  return parts.join('&');
}

/** An address cannot hold half a character. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}

/** Reads what `filterQuery` wrote; undefined for anything else. */
export function parseFilter(query: string): EventFilter | undefined {
  const filter: Record<string, (string | bigint)[] | bigint> = {};
  for (const part of query === '' ? [] : query.split('&')) {
    const [kind = '', encoded] = part.split('=', 2);
    const value = encoded === undefined ? undefined : decoded(encoded);
    if (value === undefined) return undefined;
    if (isOneOf(textKinds, kind)) {
      if (kind === 'outcomes' && !Object.keys(outcomes).includes(value)) return undefined;
      addTo(filter, kind, value);
    } else if (/^-?\d{1,20}$/.test(value)) {
      if (isOneOf(numberKinds, kind)) addTo(filter, kind, BigInt(value));
      else if (isOneOf(limits, kind)) filter[kind] = BigInt(value);
      else return undefined;
    } else {
      return undefined;
    }
  }
  return filter;
}

function isOneOf<Name extends string>(names: readonly Name[], text: string): text is Name {
  return (names as readonly string[]).includes(text);
}

function addTo(
  filter: Record<string, (string | bigint)[] | bigint>,
  kind: string,
  value: string | bigint,
): void {
  const known = filter[kind];
  if (Array.isArray(known)) known.push(value);
  else filter[kind] = [value];
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined; // not an address that was made here
  }
}

/** How many values of a kind are named before the rest is counted. */
const named = 3;

/** The filter in words, for a title: `failed, user "bob", key 131079`. Printable; '' for none. */
export function filterWords(filter: EventFilter): string {
  const words: string[] = [];
  const outcomeNames: Readonly<Record<Outcome, string>> = {
    success: l10n.t('succeeded'),
    failure: l10n.t('failed'),
    unknown: l10n.t('no outcome'),
  };
  const add = (values: readonly string[] | undefined, say: (list: string) => string): void => {
    if (values === undefined || values.length === 0) return;
    const list = values.slice(0, named).join(', ');
    words.push(say(values.length > named ? `${list} +${values.length - named}` : list));
  };
  const name = (text: string): string => quoted(text, 32);
  const bare = (text: string): string => quoted(text, 32).slice(1, -1);
  add(
    filter.outcomes?.map((outcome) => outcomeNames[outcome]),
    (list) => list,
  );
  add(filter.categories?.map(bare), (list) => l10n.t('about {0}', list));
  add(filter.opcodes?.map(bare), (list) => list);
  add(filter.users?.map(name), (list) => l10n.t('user {0}', list));
  add(filter.keys?.map(String), (list) => l10n.t('key {0}', list));
  add(filter.sessions?.map(hex), (list) => l10n.t('session {0}', list));
  add(
    filter.connections?.map((connection) => hex(connection << sessionBits)),
    (list) => l10n.t('connection {0} (inferred)', list),
  );
  add(filter.reboots?.map(hex), (list) => l10n.t('reboot counter {0}', list));
  add(filter.streams?.map(bare), (list) => list);
  if (filter.from !== undefined) words.push(l10n.t('from {0}', moment(filter.from)));
  if (filter.to !== undefined) words.push(l10n.t('to {0}', moment(filter.to)));
  return words.join(', ');
}

function hex(number: bigint): string {
  return `0x${number.toString(16)}`;
}

/** As short as it can be said: whole seconds and days without their zeros. */
function moment(usecs: bigint): string {
  return (isoMicroseconds(usecs) ?? String(usecs))
    .replace(/\.0{6}Z$/, 'Z')
    .replace(/T00:00:00Z$/, '');
}
