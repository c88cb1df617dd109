import assert from 'node:assert/strict';
import { metricNames } from '../../../../src/audit/reference/metrics';
import type { MetricSeries } from '../../../../src/sources/clusterHealth/healthSource';
import { sampleNow } from '../../../../src/sources/sample/sampleHealth';
import { SampleSource } from '../../../../src/sources/sample/sampleSource';
import { listedItems } from '../../../fixtures/listedItems';

const hour = 60 * 60 * 1000;
const first = 'hsm-a4tzqk7wnme';
const failed = 'hsm-b6jx3rfdhyu';
const replacement = 'hsm-c2pmvg5lsoa';

describe('the health of the sample cluster', () => {
  const source = new SampleSource();

  async function series(
    metric: string,
    hsm: string,
    from: number,
    to: number,
  ): Promise<MetricSeries> {
    const [cluster] = await listedItems(source.clusters());
    const found = (await (await source.health()).metrics(cluster!, { from, to })).series.find(
      (one) => one.metric === metric && one.hsm === hsm,
    );
    return found ?? ({ metric, hsm, times: [], values: [] } as unknown as MetricSeries);
  }

  async function records(): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const found: Readonly<Record<string, unknown>>[] = [];
    for await (const page of (await source.health()).trail()) {
      found.push(...page.records.map((record) => JSON.parse(record) as Record<string, unknown>));
    }
    return found;
  }

  it('has every metric of the HSMs that are in the cluster', async () => {
    for (const metric of metricNames) {
      for (const hsm of [first, replacement]) {
        const { times } = await series(metric, hsm, sampleNow - hour, sampleNow);
        assert.equal(times.length, 60, `${metric} of ${hsm}`);
      }
    }
    assert.deepEqual((await series('HsmUnhealthy', failed, sampleNow - hour, sampleNow)).times, []);
  });

  it('shows the HSM that fails grow hot and unhealthy before its stream ends, and the other take over', async () => {
    const from = Date.UTC(2026, 2, 26, 5);
    const to = Date.UTC(2026, 2, 26, 9);
    const unhealthy = await series('HsmUnhealthy', failed, from, to);
    const hot = await series('HsmTemperature', failed, from, to);
    const after = await series('HsmUnhealthy', replacement, from, to);
    assert.ok(Math.max(...hot.values) >= 90 && Math.max(...hot.values) < 110);
    assert.equal(unhealthy.values[0], 0);
    assert.equal(unhealthy.values.at(-1), 1);
    assert.ok((after.times[0] ?? 0) > (unhealthy.times.at(-1) ?? 0));
    assert.deepEqual(new Set(after.values), new Set([0]));
  });

  it('counts the users that the audit log says were created and deleted', async () => {
    const users = async (at: number): Promise<number> =>
      1024 - ((await series('HsmUsersAvailable', first, at, at + 60_000)).values[0] ?? NaN);
    const before = await users(Date.UTC(2026, 2, 2, 10));
    const all = await users(Date.UTC(2026, 2, 3));
    const left = await users(Date.UTC(2026, 3, 9));
    assert.deepEqual([before, all, left], [2, 7, 6]);
  });

  it('has a gap where CloudWatch got nothing', async () => {
    const { times } = await series(
      'HsmUnhealthy',
      first,
      Date.UTC(2026, 3, 8),
      Date.UTC(2026, 3, 8, 4),
    );
    const steps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    assert.ok(Math.max(...steps) >= hour);
  });

  it('adds each HSM shortly before its stream begins, and removes the failed one about when its ends', async () => {
    const [cluster] = await listedItems(source.clusters());
    const trail = await records();
    const added = new Map(
      trail.flatMap(({ eventName, eventTime, responseElements, errorCode }) => {
        if (eventName !== 'CreateHsm' || errorCode !== undefined) return [];
        const { hsm } = responseElements as { hsm: { hsmId: string } };
        return [[hsm.hsmId, Date.parse(String(eventTime))] as const];
      }),
    );
    for (const stream of await listedItems(source.streams(cluster!))) {
      if (stream.kind !== 'hsm') continue;
      for await (const { events } of source.read(stream, { direction: 'newer' })) {
        const begun = (events[0]?.timestamp ?? 0) - (added.get(stream.name) ?? NaN);
        assert.ok(
          begun > 0 && begun < hour,
          `${stream.name} begins ${begun} ms after it was added`,
        );
        break;
      }
    }
    assert.equal(added.size, 3);
    const removed = trail.find(({ eventName }) => eventName === 'DeleteHsm');
    assert.deepEqual((removed?.requestParameters as { hsmId: string }).hsmId, failed);
  });

  it('tells of rejected calls and of what the service did itself', async () => {
    const trail = await records();
    assert.equal(trail.filter(({ errorCode }) => errorCode !== undefined).length, 2);
    assert.ok(trail.some(({ eventType }) => eventType === 'AwsServiceEvent'));
    const times = trail.map(({ eventTime }) => String(eventTime));
    assert.deepEqual(times, [...times].sort().reverse());
  });
});
