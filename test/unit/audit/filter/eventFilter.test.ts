import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AuditLog } from '../../../../src/audit/table/auditLog';
import { eventFacets } from '../../../../src/audit/filter/eventFacets';
import {
  filteredRows,
  filterQuery,
  filterWords,
  isEmptyFilter,
  parseFilter,
  type EventFilter,
} from '../../../../src/audit/filter/eventFilter';
import { Ended } from '../../../../src/audit/table/eventTable';
import { auditLogs, userNames } from '../../../fixtures/auditLogs';

const uint64 = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n });
const few = <Value>(values: fc.Arbitrary<Value>) =>
  fc.uniqueArray(values, { minLength: 1, maxLength: 4 });

const filters: fc.Arbitrary<EventFilter> = fc.record(
  {
    outcomes: few(fc.constantFrom('success', 'failure', 'unknown')),
    categories: few(fc.constantFrom('login', 'key', 'key deletion')),
    opcodes: few(fc.constantFrom('CN_LOGIN', 'CN_LOGOUT', 'a=b&c', '%zz')),
    users: few(fc.oneof(userNames, fc.string({ unit: 'grapheme' }))),
    keys: few(uint64),
    sessions: few(uint64),
    connections: few(uint64),
    from: fc.bigInt({ min: -(2n ** 60n), max: 2n ** 60n }),
    to: fc.bigInt({ min: -(2n ** 60n), max: 2n ** 60n }),
  },
  { requiredKeys: [] },
);

function login(user: string, more: readonly string[] = []): string {
  return [
    'Time: 03/12/26 03:12:07.140812, usecs:1773285127140812',
    'Opcode : CN_LOGIN (0xd)',
    ...more,
    `User Name : ${user}`,
  ].join('\n');
}

const failed = 'Response : 163:HSM Error: RET_USER_LOGIN_FAILURE';
const good = 'Response : 0:HSM Return: SUCCESS';

function rows(text: string, filter: EventFilter): readonly number[] {
  return [...filteredRows(AuditLog.of(text).table, filter)];
}

describe('a filter of events', () => {
  it('comes back from its query as it was, whatever names it holds', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const query = filterQuery(filter);
        const read = parseFilter(query);
        assert.ok(read, query);
        assert.equal(filterQuery(read), query);
        for (const [kind, value] of Object.entries(filter)) {
          const back: unknown = read[kind as keyof EventFilter];
          if (Array.isArray(value)) assert.deepEqual(new Set(back as never[]), new Set(value));
          else assert.equal(back, value);
        }
        assert.doesNotMatch(query, /\s/);
      }),
    );
  });

  it('has no query when it shows everything, and is nothing when the query is broken', () => {
    assert.equal(filterQuery({}), '');
    assert.ok(isEmptyFilter({ users: [] }));
    for (const query of [
      'users',
      'users=%',
      'outcomes=maybe',
      'keys=x',
      'from=1e3',
      'made=up',
      'up=1',
    ])
      assert.equal(parseFilter(query), undefined, query);
  });

  it('shows what any value of a kind matches, and every kind', () => {
    const text = [login('a', [failed]), login('b', [failed]), login('a', [good])].join('\n\n');
    assert.deepEqual(rows(text, { users: ['a', 'b'] }), [0, 1, 2]);
    assert.deepEqual(rows(text, { users: ['a'] }), [0, 2]);
    assert.deepEqual(rows(text, { users: ['a'], outcomes: ['failure'] }), [0]);
    assert.deepEqual(rows(text, { categories: ['login'], outcomes: ['success'] }), [2]);
    assert.deepEqual(rows(text, { users: [], opcodes: ['CN_LOGIN'] }), [0, 1, 2]);
  });

  it('finds a user as the target, a key on each of its labels, a session alone or with its connection', () => {
    const text = [
      'Opcode : CN_CREATE_USER (0x3)\nTarget User Name : bob',
      'Opcode : CN_WRAP_KEY (0x1a)\nPublic Key Handle : 18446744073709551615',
      'Opcode : CN_WRAP_KEY (0x1a)\nKey Handle : 18446744073709551614',
      'Opcode : CN_LOGIN (0xd)\nSession Handle : 0x2014005',
      'Opcode : CN_LOGOUT (0xe)\nSession Handle : 0x2014004',
    ]
      .map((event) => `Time: 03/12/26 03:12:07.140812\n${event}`)
      .join('\n\n');
    assert.deepEqual(rows(text, { users: ['bob'] }), [0]);
    assert.deepEqual(rows(text, { keys: [18446744073709551615n] }), [1]);
    assert.deepEqual(rows(text, { keys: [18446744073709551614n, 18446744073709551615n] }), [1, 2]);
    assert.deepEqual(rows(text, { sessions: [0x2014005n] }), [3]);
    assert.deepEqual(rows(text, { connections: [0x2014005n >> 14n] }), [3, 4]);
  });

  it('takes both ends of a time range, and no event without a time', () => {
    const at = (usecs: number) =>
      `Time: 03/12/26 03:12:07.140812, usecs:${usecs}\nOpcode : CN_LOGIN (0xd)`;
    const text = [at(10), at(11), at(12), 'Time: x\nOpcode : CN_LOGIN (0xd)'].join('\n\n');
    assert.deepEqual(rows(text, { from: 10n, to: 11n }), [0, 1]);
    assert.deepEqual(rows(text, { from: 11n }), [1, 2]);
    assert.deepEqual(rows(text, { to: 10n }), [0]);
  });

  it('says what it shows in words without anything invisible', () => {
    assert.equal(
      filterWords({
        outcomes: ['failure'],
        users: ['a\u202eb'],
        keys: [1n, 2n, 3n, 4n, 5n],
        from: 1_773_273_600_000_000n,
        to: 1_773_277_200_000_000n,
      }),
      String.raw`failed, user "a\u202eb", key 1, 2, 3 +2, from 2026-03-12, to 2026-03-12T01:00:00Z`,
    );
    fc.assert(
      fc.property(filters, (filter) => {
        assert.doesNotMatch(filterWords(filter), /[\p{Cc}\p{Cf}]/u);
      }),
    );
  });
});

describe('the facets of events', () => {
  it('count how many rows each of their values would show', () => {
    fc.assert(
      fc.property(
        auditLogs,
        fc.constantFrom<EventFilter>({}, { outcomes: ['failure'] }),
        ({ text }, filter) => {
          const { table } = AuditLog.of(text);
          const facets = eventFacets([table], filter);
          const check = (kind: keyof EventFilter, counts: ReadonlyMap<unknown, number>) => {
            for (const [value, count] of counts) {
              const one = { ...filter, [kind]: [value] };
              assert.equal(filteredRows(table, one).length, count, `${kind} ${String(value)}`);
            }
          };
          check('users', facets.users);
          check('opcodes', facets.opcodes);
          check('categories', facets.categories);
          check('keys', facets.keys);
          check('sessions', facets.sessions);
          check('outcomes', facets.outcomes);
        },
      ),
    );
  });

  it('of one kind are not narrowed by that kind itself', () => {
    const { table } = AuditLog.of([login('a', [failed]), login('b', [good])].join('\n\n'));
    const { users, outcomes } = eventFacets([table, table], { users: ['a'] });
    assert.deepEqual(
      [...users],
      [
        ['a', 2],
        ['b', 2],
      ],
    );
    assert.deepEqual([...outcomes], [['failure', 2]]);
    assert.equal(table.ended(0), Ended.failure);
  });
});
