import { Ended, type EventTable } from '../table/eventTable';
import { mayBeSameCluster } from '../containers/streamNames';
import type { EventOrder } from '../decoded/mergedOrder';

/** What one action has left on several HSMs. */
export type CopyKind = 'login' | 'key';

/** An event that is taken for the copy of another one on another HSM. An inference, shown as one. */
export interface CopiedAction {
  readonly kind: CopyKind;
  /** The entry of the event that came first. */
  readonly original: number;
  readonly copy: number;
  /** How much later the copy's HSM says it was, in µs. */
  readonly delay: number;
}

/**
 * How much later a copy may come, in µs. Documented events show 27 ms for a login and 70 to 90 ms for a
 * key; clocks that differ, and a busy cluster, need more.
 */
const longest: Readonly<Record<CopyKind, number>> = { login: 1_000_000, key: 5_000_000 };

const login = 'CN_LOGIN';
const extract = 'CN_EXTRACT_MASKED_OBJECT_USER';
const insert = 'CN_INSERT_MASKED_OBJECT_USER';

/**
 * Finds the events of merged logs that record the same action: a client logs in to every HSM, so that a
 * login appears on each; a new key is extracted from one HSM and inserted under the same handle into
 * the others. Only successful events count. A copy has one original, an original at most one copy on
 * each other HSM, and of several that fit the nearest in time is taken.
 *
 * @param hsmOf the HSM of a log, any value that tells one from another
 * @param clusterOf the cluster of a log; two that are known and differ share no action
 * @returns in the order of the copies
 */
export function copiedActions(
  tables: readonly EventTable[],
  order: EventOrder,
  hsmOf: (log: number, row: number) => string,
  clusterOf: (log: number) => string | undefined = () => undefined,
): readonly CopiedAction[] {
  const copies: CopiedAction[] = [];
  /** The latest originals of each action, whose copies may still come. */
  const recent = new Map<string, Original[]>();
  for (let entry = 0; entry < order.length; entry++) {
    const log = order.logs[entry] ?? 0;
    const row = order.rows[entry] ?? 0;
    const table = tables[log];
    const action = table === undefined ? undefined : actionOf(table, row);
    if (table === undefined || action === undefined) continue;
    const time = table.time(row);
    const hsm = hsmOf(log, row);
    const inTime = (recent.get(action.name) ?? []).filter(
      (one) => time - one.time <= longest[action.kind],
    );
    recent.set(action.name, inTime);
    const cluster = clusterOf(log);
    const original = action.mayCopy
      ? inTime.findLast((one) => !one.hsms.has(hsm) && mayBeSameCluster(one.cluster, cluster))
      : undefined;
    if (original !== undefined) {
      original.hsms.add(hsm);
      const delay = time - original.time;
      copies.push({ kind: action.kind, original: original.entry, copy: entry, delay });
    } else if (action.mayBeFirst) {
      inTime.push({ entry, time, cluster, hsms: new Set([hsm]) });
    }
  }
  return copies;
}

interface Original {
  readonly entry: number;
  readonly time: number;
  readonly cluster: string | undefined;
  /** The HSMs that have the action already. */
  readonly hsms: Set<string>;
}

interface Action {
  readonly kind: CopyKind;
  /** The same for the same action. */
  readonly name: string;
  readonly mayBeFirst: boolean;
  readonly mayCopy: boolean;
}

function actionOf(table: EventTable, row: number): Action | undefined {
  if (table.ended(row) !== Ended.success || isNaN(table.time(row))) return undefined;
  switch (table.opcode(row)) {
    case login: {
      const user = table.user(row);
      if (user === undefined) return undefined;
      const name = `login ${table.userType(row) ?? ''} ${user}`;
      return { kind: 'login', name, mayBeFirst: true, mayCopy: true };
    }
    case extract:
    case insert: {
      const keys = [table.privateKey(row), table.publicKey(row), table.key(row)];
      const handle = keys.find((key) => key !== undefined && key !== 0n);
      if (handle === undefined) return undefined;
      const isExtract = table.opcode(row) === extract;
      return { kind: 'key', name: `key ${handle}`, mayBeFirst: isExtract, mayCopy: !isExtract };
    }
    default:
      return undefined;
  }
}
