import assert from 'node:assert/strict';
import { RequestRates } from '../../../../../src/sources/cloudwatch/calls/requestRates';
import { systemClock } from '../../../../../src/sources/clock';

const account = '111122223333';
const region = 'eu-central-1';

describe('request rates', () => {
  const rates = () => new RequestRates(systemClock);

  it('are shared by the connections of a profile and region, an operation each', () => {
    const all = rates();
    const one = all.for({ region, profile: 'auditor' });
    const other = all.for({ region, profile: 'auditor' });
    assert.equal(one.of('GetLogEvents'), other.of('GetLogEvents'));
    assert.notEqual(one.of('GetLogEvents'), one.of('FilterLogEvents'));
  });

  for (const [what, parts] of [
    ['region', { region: 'eu-west-1', profile: 'auditor' }],
    ['endpoint', { region, profile: 'auditor', endpoint: 'http://127.0.0.1:4566' }],
  ] as const) {
    it(`are apart for another ${what}, also of one account`, () => {
      const all = rates();
      const one = all.for({ region, profile: 'auditor' });
      const other = all.for(parts);
      for (const each of [one, other]) each.learnAccount(account);
      assert.notEqual(one.of('GetLogEvents'), other.of('GetLogEvents'));
    });
  }

  it('become shared by the profiles of one account once that is known', () => {
    const all = rates();
    const one = all.for({ region, profile: 'auditor' });
    const other = all.for({ region, profile: 'admin' });
    const foundOut = one.of('GetLogEvents');
    assert.notEqual(foundOut, other.of('GetLogEvents'));
    one.learnAccount(account);
    other.learnAccount(account);
    assert.equal(one.of('GetLogEvents'), foundOut, 'what was found out is kept');
    assert.equal(other.of('GetLogEvents'), foundOut);
    assert.equal(one.of('FilterLogEvents'), other.of('FilterLogEvents'));
  });

  it('keep the requests of a small quota apart for all connections of an account', () => {
    const all = rates();
    const one = all.for({ region, profile: 'auditor' });
    const other = all.for({ region, profile: 'admin' });
    const spacing = one.apart('LookupEvents', 500);
    assert.notEqual(other.apart('LookupEvents', 500), spacing);
    for (const each of [one, other]) each.learnAccount(account);
    assert.equal(one.apart('LookupEvents', 500), spacing);
    assert.equal(other.apart('LookupEvents', 500), spacing);
  });

  it('are apart for profiles of other accounts', () => {
    const all = rates();
    const one = all.for({ region, profile: 'auditor' });
    const other = all.for({ region, profile: 'admin' });
    one.learnAccount(account);
    other.learnAccount('444455556666');
    assert.notEqual(one.of('GetLogEvents'), other.of('GetLogEvents'));
  });
});
