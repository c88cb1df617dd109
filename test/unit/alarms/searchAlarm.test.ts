import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { alarmForms } from '../../../src/alarms/alarmForms';
import { alarmName } from '../../../src/alarms/alarmPlan';
import { awsCli } from '../../../src/alarms/awsCli';
import { searchAlarm } from '../../../src/alarms/searchAlarm';
import { categoryOf } from '../../../src/audit/event/category';
import type { SearchQuery } from '../../../src/audit/search/searchQuery';

const logGroup = '/aws/cloudhsm/cluster-abcdefghij2';

const nowhere = { region: undefined, account: undefined, profile: undefined };

describe('the alarm of a search', () => {
  it('counts the events of the search by its filter pattern', () => {
    const plan = searchAlarm({
      logGroup,
      place: { region: 'eu-central-1', account: undefined, profile: undefined },
      stream: undefined,
      query: { filter: { outcomes: ['failure'], opcodes: ['CN_LOGIN'] } },
    });
    assert.ok(plan);
    assert.deepEqual(
      plan.filters.map(({ pattern }) => pattern),
      ['"HSM Error" "CN_LOGIN"'],
    );
    assert.deepEqual(plan.alarms[0]?.watched, {
      metric: { ...plan.filters[0]?.metric, dimensions: {} },
    });
    assert.match(plan.notes.join(' '), /counts more events than the search finds/);
    assert.match(awsCli(plan), /put-metric-filter/);
  });

  it('counts the opcodes that are known of a category, and says that others are not', () => {
    const plan = searchAlarm({
      logGroup,
      place: nowhere,
      stream: undefined,
      query: { filter: { categories: ['key export'] } },
    });
    const pattern = plan?.filters[0]?.pattern ?? '';
    assert.match(pattern, /^\?"CN_\w+"(?: \?"CN_\w+")+$/);
    assert.deepEqual(
      [...pattern.matchAll(/CN_\w+/g)].map(([name]) => categoryOf(name)),
      pattern.split(' ').map(() => 'key export'),
    );
    assert.match(plan?.notes.join(' ') ?? '', /opcodes that are known of them today/);
  });

  it('does not warn of a pattern that says all of the search', () => {
    const plan = searchAlarm({
      logGroup,
      place: nowhere,
      stream: undefined,
      query: { filter: {}, text: 'x' },
    });
    assert.doesNotMatch(plan?.notes.join(' ') ?? '', /counts more/);
  });

  it('is not written where no pattern says the search', () => {
    const query = { filter: { connections: [0x1c05n] } };
    assert.equal(searchAlarm({ logGroup, place: nowhere, stream: undefined, query }), undefined);
  });

  const planOf = (query: SearchQuery, stream?: string) =>
    searchAlarm({ logGroup, place: nowhere, stream, query });
  const nameOf = (query: SearchQuery): string => {
    const plan = planOf(query);
    const [alarm] = plan?.alarms ?? [];
    assert.ok(plan && alarm);
    return alarmName(plan, alarm);
  };

  it('has a name that says the search, and that no other search has', () => {
    const failed: SearchQuery = { filter: { outcomes: ['failure'], opcodes: ['CN_LOGIN'] } };
    assert.match(nameOf(failed), /^cloudhsm-cluster-abcdefghij2-SearchFailedCnLogin[a-z0-9]{1,7}$/);
    assert.equal(nameOf(failed), nameOf({ filter: { ...failed.filter } }));
    const queries: readonly SearchQuery[] = [
      failed,
      { filter: {}, text: 'bob' },
      { filter: {}, text: 'Bob' },
      { filter: {}, text: 'bob!' },
      { filter: {}, pattern: 'bob' },
      { filter: { users: ['bob'] } },
      { filter: {}, text: '!!' },
      { filter: {}, text: `${'x'.repeat(300)}a` },
      { filter: {}, text: `${'x'.repeat(300)}b` },
    ];
    assert.equal(new Set(queries.map(nameOf)).size, queries.length);
  });

  it('has a name that every form takes, whatever is searched for', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (text) => {
        const plan = planOf({ filter: {}, text });
        for (const { id } of plan?.alarms ?? []) assert.match(id, /^[A-Za-z0-9]{1,60}$/);
      }),
    );
  });

  it('is written in every form, and says so where the search was of one stream', () => {
    const plan = planOf({ filter: { users: ['bob'] } }, 'hsm-a');
    assert.ok(plan);
    for (const { write } of alarmForms()) {
      const text = write(plan);
      assert.match(text, /\bbob\b/);
      assert.match(text, /stream hsm-a alone/);
    }
  });
});
