import assert from 'node:assert/strict';
import { loadEvents } from '../../../src/health/timelineLoading';
import type { HealthSource } from '../../../src/sources/clusterHealth/healthSource';
import { HumanError } from '../../../src/sources/humanError';
import type { Cluster, LogSource, LogStream } from '../../../src/sources/logSource';
import { endless, lastOf } from '../../fixtures/lastOf';
import { auditLogText } from '../../bench/fixtures/auditLog';

const cluster: Cluster = {
  logGroup: '/aws/cloudhsm/cluster-a',
  name: 'cluster-a',
  arn: undefined,
};
const range = { from: 0, to: 10 };
const stream = (name: string): LogStream => ({
  cluster,
  name,
  kind: 'hsm',
  arn: undefined,
  lastEventTime: undefined,
});
const message = auditLogText(1, 7);

/* eslint-disable @typescript-eslint/require-await -- the contract is asynchronous, this is at hand */
const source: Partial<LogSource> = {
  async *streams() {
    yield { items: ['hsm-a', 'hsm-b', 'hsm-c'].map(stream), hasMore: false };
  },
  async *read({ name }) {
    yield { events: [{ timestamp: 1, message }], next: undefined };
    if (name === 'hsm-b') throw new HumanError('CloudWatch turns requests away.');
  },
};
const health: Partial<HealthSource> = {
  async *trail() {
    yield* [];
    throw new HumanError('You may not look up CloudTrail events.');
  },
};
/* eslint-enable */

describe('the events of a timeline', () => {
  it('are what could be read of each stream, with the reason why the rest could not', async () => {
    const { streams, notes } = (await lastOf(
      loadEvents(
        source as LogSource,
        health as HealthSource,
        cluster,
        range,
        new AbortController().signal,
        endless,
      ),
    ))!;
    assert.deepEqual(
      streams.map(({ stream: name, log }) => [name, log.length]),
      [
        ['hsm-a', 1],
        ['hsm-b', 1],
        ['hsm-c', 1],
      ],
    );
    assert.deepEqual(notes, [
      'CloudWatch turns requests away.',
      'You may not look up CloudTrail events.',
    ]);
  });

  it('say from when on CloudTrail is whole, where it turns requests away later too', async () => {
    const throttled: Partial<HealthSource> = {
      // eslint-disable-next-line @typescript-eslint/require-await -- the contract is asynchronous, this is at hand
      async *trail({ name } = {}) {
        if (name === 'DeleteHsm') throw new HumanError('CloudTrail turns requests away.');
        const eventTime = new Date(range.from).toISOString();
        const read = {
          eventID: 'a',
          eventName: 'DescribeClusters',
          eventSource: 'cloudhsm.amazonaws.com',
          eventTime,
        };
        const records = name === undefined ? [JSON.stringify(read)] : [];
        for (;;) yield { records, hasMore: name === undefined };
      },
    };
    const { signal } = new AbortController();
    const whole = { ...throttled } as HealthSource;
    for await (const { notes } of loadEvents(
      source as LogSource,
      whole,
      cluster,
      range,
      signal,
      () => new Promise(() => undefined),
    )) {
      assert.ok(notes.includes('CloudTrail turns requests away.'));
      assert.match(notes.join(' '), /only calls that change more than tags are shown/);
      assert.match(notes.join(' '), /not all was looked through: [^.]*DeleteHsm/);
    }
  });

  it('do not wait for CloudTrail where that takes long: its events come then', async () => {
    let give: (() => void) | undefined;
    const slow: Partial<HealthSource> = {
      async *trail() {
        await new Promise<void>((resolve) => (give = resolve));
        yield { records: [], hasMore: false };
      },
    };
    const loaded: (readonly [number, number | undefined, readonly string[]])[] = [];
    const events = loadEvents(
      source as LogSource,
      slow as HealthSource,
      cluster,
      range,
      new AbortController().signal,
      () => Promise.resolve(),
    );
    for await (const { streams, trailCutAt, notes } of events) {
      loaded.push([streams.length, trailCutAt, notes.slice(1)]);
      give?.();
    }
    assert.deepEqual(loaded, [
      [3, range.to, ['CloudTrail is still being read.']],
      [3, undefined, []],
    ]);
  });
});
