import assert from 'node:assert/strict';
import { AdaptiveRate } from '../../../../../src/sources/cloudwatch/calls/adaptiveRate';
import { RequestRates } from '../../../../../src/sources/cloudwatch/calls/requestRates';
import { Quotas } from '../../../../endpoint/quotas';
import { EagerClock } from '../../../../fixtures/eagerClock';

const now = 1_750_000_000_000;

interface Load {
  readonly taken: number;
  readonly refused: number;
}

/** Sends as fast as the rate lets it, to a service with a quota, for so many seconds. */
async function load(
  rate: AdaptiveRate,
  clock: EagerClock,
  service: Quotas,
  seconds: number,
): Promise<Load> {
  const end = clock.now() + seconds * 1000;
  let [taken, refused] = [0, 0];
  for (;;) {
    await rate.turn();
    if (clock.now() >= end) return { taken, refused };
    const sentAt = clock.now();
    try {
      service.take('GetLogEvents', sentAt);
      taken++;
      rate.succeeded();
    } catch {
      refused++;
      rate.throttled(sentAt);
    }
  }
}

describe('the rate of requests', () => {
  let clock: EagerClock;
  let rate: AdaptiveRate;
  beforeEach(() => {
    clock = new EagerClock(now);
    rate = new AdaptiveRate(clock);
  });

  const quota = (perSecond: number) => new Quotas({ GetLogEvents: { perSecond, burst: 5 } });

  for (const perSecond of [5, 10, 25, 30]) {
    it(`finds a quota of ${perSecond} a second, and uses it with few refusals`, async () => {
      const service = quota(perSecond);
      await load(rate, clock, service, 10);

      const { taken, refused } = await load(rate, clock, service, 60);

      assert.ok(taken >= 0.9 * perSecond * 60, `${taken} taken`);
      assert.ok(refused <= 0.07 * taken, `${refused} refused`);
    });
  }

  it('gives way when others use the quota up, and comes back when they stop', async () => {
    await load(rate, clock, quota(25), 20);

    const few = quota(4);
    await load(rate, clock, few, 20);
    const busy = await load(rate, clock, few, 30);
    await load(rate, clock, quota(25), 60);
    const free = await load(rate, clock, quota(25), 30);

    assert.ok(busy.refused <= 0.15 * busy.taken, `${busy.refused} of ${busy.taken} refused`);
    assert.ok(free.taken > 0.85 * 25 * 30, `${free.taken} taken`);
  });

  it('comes back soon from a refusal that was of a burst, and not of its rate', async () => {
    rate.throttled(now + 1);
    clock.time += 50;

    const { taken } = await load(rate, clock, quota(25), 6);

    assert.ok(taken >= 0.8 * 25 * 6, `${taken} taken`);
  });

  it('is halved once for requests that were under way together', () => {
    const before = rate.perSecond;

    for (let request = 0; request < 6; request++) rate.throttled(now);

    assert.equal(rate.perSecond, before / 2);
    assert.ok(rate.isThrottled);
    clock.time += 5000;
    assert.ok(!rate.isThrottled);
  });

  it('never falls under one request a second', () => {
    for (let request = 0; request < 20; request++) {
      clock.time += 1000;
      rate.throttled(clock.now());
    }

    assert.equal(rate.perSecond, 1);
  });

  it('lets those go first that asked first, and drops at once who does not want to go any more', async () => {
    rate.throttled(now);
    const order: string[] = [];
    const stopping = new AbortController();
    const ask = (name: string, signal?: AbortSignal) =>
      rate.turn(signal).then(() => order.push(name));
    const first = Array.from({ length: 3 }, (_, index) => ask(String(index)));
    const dropped = ask('dropped', stopping.signal);
    const last = ask('last');
    stopping.abort();

    await assert.rejects(dropped, { name: 'AbortError' });
    await Promise.all([...first, last]);

    assert.deepEqual(order, ['0', '1', '2', 'last']);
  });

  it('is one for an operation, a region and an account', () => {
    const rates = new RequestRates(clock);
    const one = rates.for({ region: 'eu-central-1', profile: 'a' });

    assert.equal(
      one.of('GetLogEvents'),
      rates.for({ region: 'eu-central-1', profile: 'a' }).of('GetLogEvents'),
    );
    assert.notEqual(one.of('GetLogEvents'), one.of('FilterLogEvents'));
    assert.notEqual(
      one.of('GetLogEvents'),
      rates.for({ region: 'eu-west-1', profile: 'a' }).of('GetLogEvents'),
    );
    assert.notEqual(
      one.of('GetLogEvents'),
      rates.for({ region: 'eu-central-1' }).of('GetLogEvents'),
    );
  });
});
