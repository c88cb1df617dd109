import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  longestPattern,
  matching,
  queryPattern,
  queryWords,
  type SearchQuery,
} from '../../../../src/audit/search/searchQuery';
import { classicForm, eventText, newerForm } from '../../../../src/sources/sample/eventText';
import { certificateEvents } from '../../../../src/sources/sample/certificates';
import { seededRandom } from '../../../../src/sources/sample/random';
import { parseFilterPattern } from '../../../endpoint/filterPattern';
import { eventFacts, userNames } from '../../../fixtures/auditLogs';

const found = (query: SearchQuery, messages: readonly string[]): readonly string[] =>
  matching(query, messages, (message) => message);

describe('the pattern of a search', () => {
  const rows: readonly (readonly [query: SearchQuery, pattern: string])[] = [
    [{ filter: {} }, ''],
    [{ filter: { opcodes: ['CN_LOGIN'] } }, '"CN_LOGIN"'],
    [{ filter: { opcodes: ['CN_LOGIN', 'CN_LOGOUT'] } }, '?"CN_LOGIN" ?"CN_LOGOUT"'],
    [{ filter: { outcomes: ['failure'] } }, '?"HSM Error" ?"response"'],
    [{ filter: { outcomes: ['failure'], opcodes: ['CN_LOGIN'] } }, '"HSM Error" "CN_LOGIN"'],
    [{ filter: { outcomes: ['success'] } }, ''],
    [{ filter: { users: ['bob'], keys: [131_079n] } }, '"bob" "131079"'],
    [{ filter: { users: ['bob', 'eve'], opcodes: ['CN_LOGIN'] } }, '"CN_LOGIN"'],
    // How the service reads such a name is not sure: the search finds it among all events.
    [{ filter: { users: ['a"b'] } }, ''],
    [{ filter: { users: ['bob', 'a\\b'] } }, ''],
    [{ filter: { categories: ['login'] } }, ''],
    [{ filter: { sessions: [0x7014006n] } }, '"0x7014006"'],
    [{ filter: { sessions: [0xc008002n], opcodes: ['CN_LOGIN'] } }, '"CN_LOGIN" "0xc008002"'],
    [{ filter: { connections: [0x1c05n] } }, ''],
    [{ filter: {}, text: 'exist' }, '"exist"'],
    [{ filter: { opcodes: ['CN_LOGIN'] }, pattern: '{ $.a = 1 }' }, '{ $.a = 1 }'],
  ];
  for (const [query, pattern] of rows) {
    it(`of ${queryWords(query)} is ${pattern || 'none'}`, () => {
      assert.equal(queryPattern(query), pattern);
    });
  }

  it('is never longer than the service takes', () => {
    const opcodes = Array.from({ length: 200 }, (_, index) => `CN_OPCODE_NUMBER_${index}`);
    assert.equal(queryPattern({ filter: { opcodes } }), '');
    assert.ok(queryPattern({ filter: { opcodes: opcodes.slice(0, 40) } }).length <= longestPattern);
  });

  it('lets every event through that the search finds, in both generations', () => {
    const queries = fc.record(
      {
        ofSession: fc.boolean(),
        outcomes: fc.subarray(['success', 'failure', 'unknown'] as const),
        opcodes: fc.subarray(['CN_LOGIN', 'CN_LOGOUT', 'CN_NEW_THING_V9']),
        users: fc.array(userNames, { maxLength: 2 }),
      },
      { requiredKeys: ['ofSession'] },
    );
    let count = 0;
    fc.assert(
      fc.property(
        fc.array(eventFacts, { maxLength: 8 }),
        queries,
        (events, { ofSession, ...fields }) => {
          const session = events[0]?.sessionHandle;
          const filter =
            ofSession && session !== undefined
              ? { ...fields, sessions: [BigInt(session)] }
              : fields;
          const messages = events.flatMap((facts) => [
            eventText(facts, classicForm),
            eventText(facts, newerForm),
          ]);
          const passes = parseFilterPattern(queryPattern({ filter }));
          for (const message of found({ filter }, messages)) {
            count++;
            assert.ok(passes(message), `${queryPattern({ filter })} misses ${message}`);
          }
        },
      ),
      { numRuns: 300 },
    );
    assert.ok(count > 100, `only ${count} events were found`);
  });
});

describe('a search', () => {
  const event = (name: string, code: number): string =>
    eventText({
      usecs: 1_773_285_127_140_812n,
      sequence: 1,
      rebootCounter: 1,
      commandType: { name: 'CN_MGMT_CMD', code: 0 },
      opcode: { name: 'CN_LOGIN', code: 0xd },
      sessionHandle: 0x7014006,
      response: { code, verdict: code === 0 ? 'return' : 'error', text: 'x' },
      logType: { name: 'MGMT_USER_DETAILS_LOG', code: 2 },
      details: { kind: 'user', user: { name, type: { name: 'CN_CRYPTO_USER', code: 1 } } },
    });

  it('takes out what the pattern let through and the fields do not say', () => {
    const messages = [event('bob', 1), event('bobby', 1), event('bob', 0), event('CN_LOGOUT', 1)];
    assert.deepEqual(found({ filter: { users: ['bob'] } }, messages), [messages[0], messages[2]]);
    assert.deepEqual(found({ filter: { opcodes: ['CN_LOGOUT'] } }, messages), []);
    assert.deepEqual(found({ filter: { users: ['bob'], outcomes: ['failure'] } }, messages), [
      messages[0],
    ]);
    assert.deepEqual(found({ filter: {}, text: 'bobb' }, messages), [messages[1]]);
  });

  it('finds certificate events that failed', () => {
    const query: SearchQuery = { filter: { outcomes: ['failure'] } };
    const certificates = certificateEvents(seededRandom(1)).map(({ message }) => message);
    const failed = certificates.filter((message) => message.includes('MaxObjectsReached'));
    assert.equal(failed.length, 1);
    assert.deepEqual(found(query, [event('bob', 0), ...certificates]), failed);
    assert.ok(failed.every(parseFilterPattern(queryPattern(query))));
  });

  it('is said in words that are printable', () => {
    assert.equal(
      queryWords({ filter: { outcomes: ['failure'], users: ['b\u202eob'] }, text: 'x\ny' }),
      'failed, user "b\\u202eob", text "x\\ny"',
    );
  });
});
