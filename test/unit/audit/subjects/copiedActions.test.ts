import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AuditLog } from '../../../../src/audit/table/auditLog';
import { copiedActions, type CopiedAction } from '../../../../src/audit/subjects/copiedActions';
import { filteredRows } from '../../../../src/audit/filter/eventFilter';
import { mergedOrder } from '../../../../src/audit/decoded/mergedOrder';

const second = 1_000_000;

interface Written {
  readonly at: number;
  readonly opcode: 'CN_LOGIN' | 'CN_EXTRACT_MASKED_OBJECT_USER' | 'CN_INSERT_MASKED_OBJECT_USER';
  readonly what: string;
  readonly failed?: boolean;
}

function eventText({ at, opcode, what, failed }: Written): string {
  return [
    `Time: 03/12/26 03:12:07.140812, usecs:${1_773_285_127_000_000 + at}`,
    `Opcode : ${opcode} (0x1)`,
    `Response : ${failed ? '163:HSM Error: X' : '0:HSM Return: SUCCESS'}`,
    opcode === 'CN_LOGIN' ? `User Name : ${what}` : `Priv/Secret Key Handle : ${what}`,
  ].join('\n');
}

interface Found extends Pick<CopiedAction, 'kind' | 'delay'> {
  readonly from: string;
  readonly to: string;
}

/** The pairs, each event named by its HSM (a letter) and its row: `a0`. */
function pairs(...hsms: readonly (readonly Written[])[]): readonly Found[] {
  return pairsOf(hsms, () => undefined);
}

function pairsOf(
  hsms: readonly (readonly Written[])[],
  clusterOf: (log: number) => string | undefined,
): readonly Found[] {
  const tables = hsms.map((events) => AuditLog.of(events.map(eventText).join('\n\n')).table);
  const order = mergedOrder(
    tables,
    tables.map((table) => filteredRows(table, {})),
  );
  const name = (entry: number): string =>
    `${'abc'[order.logs[entry] ?? 0] ?? ''}${order.rows[entry] ?? 0}`;
  return copiedActions(tables, order, (log) => String(log), clusterOf).map(
    ({ kind, original, copy, delay }) => ({ kind, delay, from: name(original), to: name(copy) }),
  );
}

const login = (at: number, what = 'bob', failed = false): Written => ({
  at,
  opcode: 'CN_LOGIN',
  what,
  failed,
});
const extract = (at: number, what = '11'): Written => ({
  at,
  opcode: 'CN_EXTRACT_MASKED_OBJECT_USER',
  what,
});
const insert = (at: number, what = '11'): Written => ({
  at,
  opcode: 'CN_INSERT_MASKED_OBJECT_USER',
  what,
});

describe('copies of one action on several HSMs', () => {
  it('are the logins of the same user a moment later on other HSMs', () => {
    assert.deepEqual(pairs([login(0)], [login(27_000)], [login(30_000)]), [
      { kind: 'login', delay: 27_000, from: 'a0', to: 'b0' },
      { kind: 'login', delay: 30_000, from: 'a0', to: 'c0' },
    ]);
  });

  it('are the insertions of an extracted key under the same handle', () => {
    assert.deepEqual(pairs([extract(0)], [insert(78_000)], [insert(83_000, '12')]), [
      { kind: 'key', delay: 78_000, from: 'a0', to: 'b0' },
    ]);
  });

  it('are neither failures, nor other users, nor events of the same HSM, nor ones much later', () => {
    assert.deepEqual(pairs([login(0)], [login(10, 'bob', true)]), []);
    assert.deepEqual(pairs([login(0)], [login(10, 'eve')]), []);
    assert.deepEqual(pairs([login(0), login(10), extract(20), insert(30)]), []);
    assert.deepEqual(pairs([login(0)], [login(2 * second)]), []);
    assert.deepEqual(pairs([insert(0)], [extract(10)]), []);
  });

  it('are not events of clusters that are known to differ', () => {
    const clusters = ['cluster-aaaaaaaaaaa', 'cluster-bbbbbbbbbbb', undefined];
    const found = pairsOf([[login(0)], [login(10)], [login(20)]], (log) => clusters[log]);
    assert.deepEqual(
      found.map(({ from, to }) => `${from} ${to}`),
      ['b0 c0'],
    );
  });

  it('belong to the nearest login of a user who logs in again', () => {
    assert.deepEqual(pairs([login(0), login(200_000)], [login(27_000), login(227_000)]), [
      { kind: 'login', delay: 27_000, from: 'a0', to: 'b0' },
      { kind: 'login', delay: 27_000, from: 'a1', to: 'b1' },
    ]);
  });

  const events = fc.array(
    fc.tuple(
      fc.integer({ min: 0, max: 8 * second }),
      fc.constantFrom(login, extract, insert),
      fc.constantFrom('1', '2'),
    ),
    { maxLength: 12 },
  );
  const hsms = fc
    .tuple(events, events, events)
    .map((lists) =>
      lists.map((list) => list.sort(([a], [b]) => a - b).map(([at, make, what]) => make(at, what))),
    );

  it('have one original on another HSM, not later, and one copy at most on each', () => {
    fc.assert(
      fc.property(hsms, (lists) => {
        const found = pairs(...lists);
        const copies = new Set<string>();
        const onHsm = new Set<string>();
        for (const { from, to, delay } of found) {
          assert.notEqual(from[0], to[0]);
          assert.ok(delay >= 0);
          assert.ok(!copies.has(to), `${to} is a copy twice`);
          copies.add(to);
          assert.ok(!onHsm.has(`${from} ${to[0]}`), `${from} has two copies on one HSM`);
          onHsm.add(`${from} ${to[0]}`);
        }
        for (const { from } of found) assert.ok(!copies.has(from), `${from} is copy and original`);
      }),
    );
  });

  it('are found wherever a login is mirrored within a moment', () => {
    const delays = fc.integer({ min: 0, max: 100_000 });
    fc.assert(
      fc.property(fc.array(fc.tuple(delays, delays), { minLength: 1, maxLength: 6 }), (list) => {
        const at = (index: number) => index * 3 * second;
        const found = pairs(
          list.map((_, index) => login(at(index))),
          list.map(([one], index) => login(at(index) + one)),
          list.map(([, two], index) => login(at(index) + two)),
        );
        assert.equal(found.length, 2 * list.length);
      }),
    );
  });
});
