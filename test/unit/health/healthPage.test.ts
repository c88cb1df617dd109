import assert from 'node:assert/strict';
import type { AuditLog } from '../../../src/audit/table/auditLog';
import { trailEvent } from '../../../src/audit/trail/trailEvent';
import { healthCsv } from '../../../src/health/healthCsv';
import { pageHtml } from '../../../src/health/pageHtml';
import { loadParts, type LoadedParts } from '../../../src/health/pageLoading';
import { timelineEvents } from '../../../src/health/timelineEvents';
import { loadEvents } from '../../../src/health/timelineLoading';
import { HumanError } from '../../../src/sources/humanError';
import { sampleNow } from '../../../src/sources/sample/sampleHealth';
import { SampleSource } from '../../../src/sources/sample/sampleSource';
import { trailRecords } from '../../../src/sources/sample/trailStory';
import type { HealthPage } from '../../../src/webview/messages';
import { minute, pageOf, sessionAlarm, sessionsOf } from '../../fixtures/healthPages';
import { endless, lastOf } from '../../fixtures/lastOf';
import { listedItems } from '../../fixtures/listedItems';

function chart(made: HealthPage, metric: string) {
  const found = made.charts.find((one) => one.metric === metric);
  assert.ok(found);
  return found;
}

describe('the page of a health view', () => {
  it('has every metric, its HSMs in the same order in each chart', () => {
    const made = pageOf([sessionsOf('hsm-b', [[0, 1]]), sessionsOf('hsm-a', [[0, 2]])]);
    assert.equal(made.charts.length, 10);
    assert.deepEqual(made.hsms, ['hsm-a', 'hsm-b']);
    assert.deepEqual(chart(made, 'HsmSessionCount').series, [
      { name: 'hsm-a', values: [2] },
      { name: 'hsm-b', values: [1] },
    ]);
  });

  it('draws no line over a gap, nor where an HSM was replaced', () => {
    const { times, series } = chart(
      pageOf([
        sessionsOf('hsm-a', [
          [0, 1],
          [1, 2],
          [9, 3],
          [10, 4],
        ]),
        sessionsOf('hsm-b', [[10, 7]]),
      ]),
      'HsmSessionCount',
    );
    assert.deepEqual(times, [0, 60, 120, 540, 600]);
    assert.deepEqual(series[0]?.values, [1, 2, null, 3, 4]);
    assert.deepEqual(series[1]?.values, [null, null, null, null, 7]);
  });

  it('says why a chart is empty: unpublished, no points, not readable', () => {
    const newer = pageOf([], { hsmType: 'hsm2m.medium' });
    assert.equal(chart(newer, 'HsmTemperature').message, 'not published on hsm2m.medium');
    assert.equal(chart(newer, 'HsmSessionCount').message, 'no data points');
    const unknown = pageOf([], { hsmType: undefined });
    assert.match(
      chart(unknown, 'HsmTemperature').message ?? '',
      /hsm2m\.medium does not publish it/,
    );
    assert.equal(
      chart(pageOf([], { metrics: undefined }), 'HsmUnhealthy').message,
      'could not be read',
    );
  });

  it('does not say that there are no points where they could not be read', () => {
    const range = { from: 0, to: 20 * minute };
    const unread = [{ metric: 'HsmSessionCount' as const, hsm: 'hsm-a' }];
    const metrics = { range, periodMs: minute, series: [], unread, notes: [] };
    const made = pageOf([], { metrics });
    assert.equal(chart(made, 'HsmSessionCount').message, 'could not be read');
    assert.equal(chart(made, 'HsmUnhealthy').message, 'no data points');
  });

  it('marks thresholds and shades the times of alarms', () => {
    const points = sessionsOf('hsm-a', [
      [0, 6],
      [1, 7],
      [2, 1],
      [3, 9],
    ]);
    const { marks, shades } = chart(
      pageOf([points], { alarms: [sessionAlarm] }),
      'HsmSessionCount',
    );
    assert.deepEqual(marks, [
      { kind: 'attention', value: 1800, label: 'attention from 1,800 on' },
      { kind: 'limit', value: 2048, label: 'limit 2,048' },
      { kind: 'alarm', value: 5, label: 'alarm many\\u202e > 5' },
    ]);
    assert.deepEqual(shades, [
      { from: 0, to: 120, alarm: 'many\\u202e' },
      { from: 180, to: 240, alarm: 'many\\u202e' },
    ]);
    const on = { ...sessionAlarm, state: 'ALARM' as const, changed: 10 * minute, threshold: 100 };
    assert.deepEqual(
      chart(pageOf([points], { alarms: [on] }), 'HsmSessionCount').shades.map(({ from, to }) => [
        from,
        to,
      ]),
      [[600, 1200]],
    );
  });

  it('marks alarms with the same condition once, and says of which HSM one is', () => {
    const on = (hsm: string, threshold: number) => ({ ...sessionAlarm, name: hsm, hsm, threshold });
    const alarms = [on('hsm-a', 5), on('hsm-b', 5), on('hsm-c', 7)];
    const { marks, alarms: told, unmarked } = chart(pageOf([], { alarms }), 'HsmSessionCount');
    assert.deepEqual(marks.slice(2), [
      { kind: 'alarm', value: 5, label: '2 alarms > 5' },
      { kind: 'alarm', value: 7, label: 'alarm hsm-c (hsm-c) > 7' },
    ]);
    assert.deepEqual(
      told.map(({ name, hsm, condition }) => [name, hsm, condition]),
      [
        ['hsm-a', 'hsm-a', '> 5'],
        ['hsm-b', 'hsm-b', '> 5'],
        ['hsm-c', 'hsm-c', '> 7'],
      ],
    );
    assert.deepEqual(unmarked, []);
  });

  it('marks the threshold on the rate of a counter, and none on the counter itself', () => {
    const metric = 'InterfaceEth2OctetsInput';
    const counter = { ...sessionAlarm, name: 'counter', metric, threshold: 5e9 } as const;
    const rate = { ...counter, name: 'rate', compares: 'rate', expression: 'RATE(m1)' } as const;
    const { marks, alarms, unmarked } = chart(
      pageOf([], { alarms: [counter, { ...rate, threshold: 1.5e6 }] }),
      metric,
    );
    assert.deepEqual(marks, [{ kind: 'alarm', value: 1.5e6, label: 'alarm rate > 1.5 MB/s' }]);
    assert.deepEqual(unmarked, [
      'alarm counter has no line: it compares the counter, and the chart shows its rate',
    ]);
    assert.equal(alarms[0]?.condition, '> 5,000,000,000');
  });

  it('says which alarms have no threshold among the values of the chart', () => {
    const other = { ...sessionAlarm, compares: 'other' } as const;
    const alarms = [
      { ...other, name: 'band', threshold: undefined, expression: 'ANOMALY_DETECTION_BAND(m1, 2)' },
      { ...other, name: 'differ', expression: 'MAX(METRICS()) - MIN(METRICS())\u202e' },
      { ...other, name: 'sum', statistic: 'Sum' },
      { ...other, name: 'sum of b', statistic: 'Sum' },
    ];
    const { marks, unmarked } = chart(pageOf([], { alarms }), 'HsmSessionCount');
    assert.equal(marks.length, 2);
    assert.deepEqual(unmarked, [
      'alarm band has no line: it has no fixed threshold',
      'alarm differ has no line: it compares MAX(METRICS()) - MIN(METRICS())\\u202e',
      '2 alarms have no line: it compares the Sum of a period',
    ]);
  });

  it('shades the times that the history of an alarm tells, and computes none beside them', () => {
    const points = sessionsOf('hsm-a', [[0, 6]]);
    const alarmTimes = [
      { alarm: sessionAlarm.name, from: 5 * minute, to: 7 * minute },
      { alarm: 'another', from: 0, to: minute },
    ];
    assert.deepEqual(
      chart(pageOf([points], { alarms: [sessionAlarm], alarmTimes }), 'HsmSessionCount').shades,
      [{ from: 300, to: 420, alarm: 'many\\u202e' }],
    );
  });

  it('becomes CSV without its gaps and without formulas', () => {
    const made = pageOf([
      sessionsOf('=cmd', [
        [0, 1],
        [9, 2],
      ]),
    ]);
    assert.equal(
      healthCsv(made),
      "metric,hsm,time,value,unit\r\nHsmSessionCount,'=cmd,1970-01-01T00:00:00.000Z,1,count\r\nHsmSessionCount,'=cmd,1970-01-01T00:09:00.000Z,2,count\r\n",
    );
  });

  it('runs in a document that allows one script and nothing else', () => {
    const html = pageHtml('vscode-resource:/dist/health.js', 'abc', 'de"><script>');
    assert.match(html, /content="default-src 'none'; script-src 'nonce-abc'"/);
    assert.equal(html.match(/<script/g)?.length, 1);
    assert.doesNotMatch(html, /style=|http:/);
  });
});

describe('the parts of a health page', () => {
  const source = new SampleSource();
  const range = { from: sampleNow - 24 * 60 * minute, to: sampleNow };

  async function load(denied: readonly string[]) {
    const health = await source.health();
    const broken = Object.create(health) as typeof health;
    for (const name of denied) {
      Object.assign(broken, {
        [name]: () => Promise.reject(new HumanError(`You may not do ${name}.`)),
      });
    }
    const [cluster] = await listedItems(source.clusters());
    const parts = loadParts(broken, cluster!, range, new AbortController().signal, endless);
    return (await lastOf(parts))!;
  }

  it('do not wait for alarms that take long: they come then', async () => {
    const health = await source.health();
    let give: (() => void) | undefined;
    const slow = Object.assign(Object.create(health) as typeof health, {
      alarms: async (...asked: Parameters<typeof health.alarms>) => {
        await new Promise<void>((resolve) => (give = resolve));
        return health.alarms(...asked);
      },
    });
    const [cluster] = await listedItems(source.clusters());
    const { signal } = new AbortController();
    const parts = loadParts(slow, cluster!, range, signal, () => Promise.resolve());

    const { value: early } = (await parts.next()) as { value: LoadedParts };
    assert.ok(early.metrics);
    assert.deepEqual([early.alarms, early.notes], [[], ['The alarms are still being read.']]);
    give?.();
    const { value: late } = (await parts.next()) as { value: LoadedParts };
    assert.equal(late.metrics, early.metrics);
    assert.ok(late.alarms.length > 0);
    assert.deepEqual(late.notes, []);
    assert.equal((await parts.next()).done, true);
  });

  it('are all there where all is allowed', async () => {
    const { metrics, alarms, alarmTimes, hsmType, notes } = await load([]);
    assert.ok(metrics && metrics.series.length > 0 && alarms.length > 0 && alarmTimes);
    assert.equal(hsmType, 'hsm1.medium');
    assert.deepEqual(notes, []);
  });

  it('say which HSM publishes nothing, and which one CloudHSM calls degraded', async () => {
    const health = await source.health();
    const [cluster] = await listedItems(source.clusters());
    const facts = await health.facts(cluster!);
    assert.ok(facts);
    const [first, second] = facts.hsms;
    const hsms = [
      first!,
      { ...second!, state: 'DEGRADED' },
      { ...first!, id: 'hsm-dead' },
      { ...first!, id: 'hsm-new', state: 'CREATE_IN_PROGRESS' },
    ];
    const failing = Object.assign(Object.create(health) as typeof health, {
      facts: () => Promise.resolve({ ...facts, hsms }),
    });
    const { signal } = new AbortController();
    const parts = await lastOf(loadParts(failing, cluster!, range, signal, endless));
    assert.deepEqual(parts?.notes, [
      'No data points in this time: hsm-dead. An HSM that has failed may publish nothing.',
      'CloudHSM calls degraded: hsm-c2pmvg5lsoa.',
    ]);
  });

  for (const name of ['metrics', 'alarms', 'facts']) {
    it(`say that ${name} may not be read, and the others are there`, async () => {
      const { metrics, alarms, hsmType, notes, causes } = await load([name]);
      assert.deepEqual(notes, [`You may not do ${name}.`]);
      assert.equal(causes.length, 1);
      assert.equal(metrics === undefined, name === 'metrics');
      assert.equal(alarms.length === 0, name === 'alarms');
      assert.equal(hsmType === undefined, name === 'facts');
    });
  }

  it('say that the times of alarms are computed where their history may not be read', async () => {
    const { alarms, alarmTimes, notes } = await load(['alarmTimes']);
    assert.equal(alarmTimes, undefined);
    assert.ok(alarms.length > 0);
    assert.match(
      notes.join(),
      /^You may not do alarmTimes\. Until then the times of alarms are comp/,
    );
  });
});

describe('the timeline of a health view', () => {
  const source = new SampleSource();
  const month = { from: sampleNow - 45 * 24 * 60 * minute, to: sampleNow };

  async function load(from: SampleSource = source) {
    const [cluster] = await listedItems(from.clusters());
    const { signal } = new AbortController();
    const health = await from.health();
    return (await lastOf(loadEvents(from, health, cluster!, month, signal, endless)))!;
  }

  it('puts failures, users, keys, backups and initialisation on lanes, and CloudTrail below', async () => {
    const { streams, trail } = await load();
    const { timeline } = timelineEvents(streams, trail);
    assert.deepEqual(timeline.lanes, [
      'Failures',
      'Users',
      'Keys',
      'Backups',
      'Initialising',
      'CloudTrail',
    ]);
    const counts = timeline.lanes.map(
      (_, lane) => timeline.lane.filter((own) => own === lane).length,
    );
    assert.ok(
      counts.every((count) => count > 0),
      counts.join(),
    );
    assert.equal(
      counts[5],
      trailRecords().filter(({ eventTime }) => Date.parse(String(eventTime)) >= month.from).length,
    );
    assert.deepEqual(
      [...timeline.times],
      [...timeline.times].sort((one, other) => one - other),
    );
    assert.equal(counts[0], 11, 'seven passwords, three names, one mistake');
    const users = timeline.lanes.indexOf('Users');
    const again = timeline.again.filter((one) => one === 1).length;
    const failedUsers = timeline.failed.filter(
      (one, row) => one === 1 && timeline.lane[row] === users,
    ).length;
    assert.equal(again, failedUsers, 'what failed and has a lane of its own stands on two');
  });

  it('knows of each row where its event stands', async () => {
    const { streams, trail } = await load();
    const events = timelineEvents(streams, trail);
    const { timeline } = events;
    for (let row = 0; row < timeline.times.length; row++) {
      const stands = events.place(row);
      assert.ok(stands);
      if (stands.kind === 'trail') continue;
      const log: AuditLog = streams.find(({ stream }) => stream === stands.stream)!.log;
      const found = [...Array(log.length).keys()].find(
        (one) => log.table.time(one) === stands.time && log.table.sequence(one) === stands.sequence,
      );
      assert.equal(log.table.opcode(found!), timeline.kinds[timeline.kind[row]!]);
    }
    assert.equal(events.place(timeline.times.length), undefined);
  });

  it('knows where a part of the time has events', async () => {
    const { streams, trail } = await load();
    const events = timelineEvents(streams, trail);
    const all = events.within(month);
    assert.deepEqual(all, { streams: streams.map(({ stream }) => stream), hasTrail: true });
    const [first] = events.timeline.times;
    const early = events.within({ from: first!, to: first! + 1 });
    assert.equal(early.streams.length + Number(early.hasTrail), 1);
    assert.deepEqual(events.within({ from: 0, to: 1 }), { streams: [], hasTrail: false });
  });

  it('takes what was not read for what a part of the time may have', async () => {
    const { streams, trail } = await load();
    const cut = streams.map((one) => ({ ...one, cutAt: 10_000 }));
    const events = timelineEvents(cut, trail, 5000);
    const all = cut.map(({ stream }) => stream);
    assert.deepEqual(events.within({ from: 0, to: 1 }), { streams: all, hasTrail: true });
    assert.deepEqual(events.within({ from: 6000, to: 7000 }), { streams: all, hasTrail: false });
    assert.deepEqual(events.within({ from: 10_000, to: 10_001 }).streams, []);
  });

  it('leaves out what CloudTrail has of other clusters', async () => {
    const record = (clusterId: string): string =>
      JSON.stringify({
        eventName: 'CreateHsm',
        eventSource: 'cloudhsm.amazonaws.com',
        eventTime: '2026-04-01T08:41:07Z',
        requestParameters: { clusterId },
      });
    const busy = Object.create(source) as SampleSource;
    const told = await source.health();
    const health = Object.create(told) as typeof told;
    // eslint-disable-next-line @typescript-eslint/require-await -- the contract is asynchronous, this is at hand
    health.trail = async function* () {
      yield { records: [record('cluster-sampledemo2'), record('cluster-other')], hasMore: false };
    };
    busy.health = () => Promise.resolve(health);
    const { trail } = await load(busy);
    assert.deepEqual(
      trail.map(({ targets }) => targets),
      [['cluster-sampledemo2']],
    );
  });

  it('shows what a caller named as plain text', () => {
    const event = trailEvent({
      eventName: 'a\u202eb',
      eventSource: 'x',
      eventTime: '2026-03-02T08:41:07Z',
    });
    assert.deepEqual(timelineEvents([], [event]).timeline.kinds, ['a\\u202eb']);
  });

  it('has room for as many names as there are events', () => {
    const count = 70_000;
    const events = Array.from({ length: count }, (_, index) =>
      trailEvent({
        eventName: `Call${index}`,
        eventSource: 'x',
        eventTime: new Date(index * 1000).toISOString(),
      }),
    );
    const { kind, kinds } = timelineEvents([], events).timeline;
    assert.equal(kinds[kind[count - 1]!], `Call${count - 1}`);
  });

  it('says what could not be read, and shows the rest', async () => {
    const denied = new HumanError('No cloudtrail:LookupEvents.', 'editConnection');
    const health = await source.health();
    const broken = Object.create(source) as SampleSource;
    const failing = Object.create(health) as typeof health;
    failing.trail = () => {
      throw denied;
    };
    broken.health = () => Promise.resolve(failing);
    const { streams, trail, notes } = await load(broken);
    assert.equal(streams.length, 3);
    assert.equal(trail.length, 0);
    assert.deepEqual(notes, [denied.message]);
  });
});
