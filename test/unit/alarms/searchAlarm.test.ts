import assert from 'node:assert/strict';
import { awsCli } from '../../../src/alarms/awsCli';
import { searchAlarm } from '../../../src/alarms/searchAlarm';

const logGroup = '/aws/cloudhsm/cluster-abcdefghij2';

describe('the alarm of a search', () => {
  it('counts the events of the search by its filter pattern', () => {
    const plan = searchAlarm({
      logGroup,
      region: 'eu-central-1',
      query: { filter: { outcomes: ['failure'], opcodes: ['CN_LOGIN'] } },
    });
    assert.ok(plan);
    assert.deepEqual(
      plan.filters.map(({ pattern }) => pattern),
      ['"HSM Error" "CN_LOGIN"'],
    );
    assert.deepEqual(plan.filters[0]?.metric, plan.alarms[0]?.metric);
    assert.match(plan.notes.join(' '), /counts more events than the search finds/);
    assert.match(awsCli(plan), /put-metric-filter/);
  });

  it('does not warn of a pattern that says all of the search', () => {
    const plan = searchAlarm({
      logGroup,
      region: undefined,
      query: { filter: {}, text: 'x' },
    });
    assert.doesNotMatch(plan?.notes.join(' ') ?? '', /counts more/);
  });

  it('is not written where no pattern says the search', () => {
    const query = { filter: { categories: ['login'] } };
    assert.equal(searchAlarm({ logGroup, region: undefined, query }), undefined);
  });
});
