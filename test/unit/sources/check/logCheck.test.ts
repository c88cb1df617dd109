import assert from 'node:assert/strict';
import type {
  ClusterFacts,
  HealthSource,
} from '../../../../src/sources/clusterHealth/healthSource';
import { HumanError } from '../../../../src/sources/humanError';
import type { CheckStep } from '../../../../src/sources/check/checkSteps';
import { checkLogs, verdict } from '../../../../src/sources/check/logCheck';
import type {
  Cluster,
  LogSource,
  LogStream,
  SearchOptions,
} from '../../../../src/sources/logSource';
import { SampleSource } from '../../../../src/sources/sample/sampleSource';

const now = Date.UTC(2026, 2, 12);
const cluster: Cluster = {
  logGroup: '/aws/cloudhsm/cluster-abcdefghij2',
  name: 'cluster-abcdefghij2',
  arn: undefined,
};
const hsm = { state: 'ACTIVE', stateMessage: undefined, zone: undefined, address: undefined };
const facts: ClusterFacts = {
  id: 'cluster-abcdefghij2',
  state: 'ACTIVE',
  stateMessage: undefined,
  hsmType: 'hsm1.medium',
  mode: undefined,
  created: undefined,
  vpc: undefined,
  backupDays: undefined,
  hsms: [
    { id: 'hsm-a', ...hsm },
    { id: 'hsm-b', ...hsm },
  ],
};
const stream = (name: string, lastEventTime: number | undefined): LogStream => ({
  cluster,
  name,
  kind: 'hsm',
  arn: undefined,
  lastEventTime,
});

interface Account {
  readonly facts: ClusterFacts | undefined;
  readonly role: string | undefined;
  readonly groups: readonly Cluster[];
  readonly streams: readonly LogStream[];
  /** Actions that the caller may not do. */
  readonly denied: readonly string[];
}

const healthy: Account = {
  facts,
  role: 'arn:aws:iam::123456789012:role/aws-service-role/cloudhsm.amazonaws.com/AWSServiceRoleForCloudHSM',
  groups: [cluster],
  streams: [stream('hsm-a', now - 3_600_000), stream('hsm-b', now - 7_200_000)],
  denied: [],
};

/* eslint-disable @typescript-eslint/require-await -- the contract is asynchronous, this is at hand */
function sourceOf(account: Account): LogSource {
  const may = (action: string): void => {
    if (account.denied.includes(action)) throw new HumanError(`You may not do ${action}.`);
  };
  const health: Partial<HealthSource> = {
    async facts() {
      may('cloudhsm:DescribeClusters');
      return account.facts;
    },
    async serviceRole() {
      may('iam:GetRole');
      return account.role;
    },
  };
  return {
    health: () => Promise.resolve(health as HealthSource),
    async *clusters() {
      may('logs:DescribeLogGroups');
      yield { items: account.groups, hasMore: false };
    },
    async *streams() {
      may('logs:DescribeLogStreams');
      if (account.groups.length === 0) throw new HumanError('There is no such log group.');
      yield { items: account.streams, hasMore: false };
    },
    async *read() {
      may('logs:GetLogEvents');
      yield { events: [{ timestamp: now, message: 'x' }], next: undefined };
    },
  };
}
/* eslint-enable */

const check = (account: Partial<Account> = {}): Promise<readonly CheckStep[]> =>
  checkLogs({
    cluster,
    source: sourceOf({ ...healthy, ...account }),
    region: 'eu-central-1',
    profile: 'audit or',
    now,
  });

const outcomes = (steps: readonly CheckStep[]): string =>
  steps.map(({ outcome }) => outcome.charAt(0)).join('');

describe('the check of why there are no logs', () => {
  it('passes every step of a cluster whose logs are there', async () => {
    const all = await check();
    assert.equal(outcomes(all), 'ppppppp');
    assert.match(verdict(all), /^Nothing is wrong/);
    const source = new SampleSource();
    for await (const { items } of source.clusters()) {
      const [sample] = items;
      assert.ok(sample);
      const steps = await checkLogs({
        cluster: sample,
        source,
        region: undefined,
        profile: undefined,
        now,
      });
      assert.ok(!outcomes(steps).includes('f'), outcomes(steps));
    }
  });

  it('says what failed first, what to do, and with which command', async () => {
    const gone = await check({ facts: undefined, role: undefined, groups: [], streams: [] });
    assert.equal(outcomes(gone), 'fffuuuu');
    assert.match(verdict(gone), /^The first step that failed/);
    assert.match(gone[0]!.finding, /no cluster cluster-abcdefghij2 in eu-central-1/);
    assert.equal(
      gone[0]!.command,
      "aws cloudhsmv2 describe-clusters --region eu-central-1 --profile 'audit or'",
    );
    assert.match(gone[1]!.remedy ?? '', /service-linked role/);
    assert.match(gone[2]!.command ?? '', /create-service-linked-role/);
  });

  it('tells a cluster without an HSM and one that is not initialized', async () => {
    const [without] = await check({ facts: { ...facts, hsms: [] } });
    assert.match(without!.finding, /has no HSM/);
    const [uninitialized] = await check({ facts: { ...facts, state: 'UNINITIALIZED' } });
    assert.equal(uninitialized!.outcome, 'failed');
    assert.match(uninitialized!.finding, /UNINITIALIZED/);
  });

  it('asks nobody to create an HSM in a cluster that is deleted', async () => {
    const [first] = await check({ facts: { ...facts, state: 'DELETED', hsms: [] } });
    assert.equal(first?.outcome, 'failed');
    assert.match(first.finding, /is DELETED: nothing writes a log any more/);
    assert.equal(first.command, undefined);
  });

  it('names the HSMs that have no log stream', async () => {
    const steps = await check({ streams: [stream('hsm-a', now)] });
    assert.equal(outcomes(steps), 'pppfppp');
    assert.match(steps[3]!.finding, /hsm-b/);
  });

  it('says what the log group tells of a role that may not be looked at', async () => {
    const step = (steps: readonly CheckStep[]): string => steps[2]!.finding;
    const had = /^You may not do iam:GetRole\. The log group shows that CloudHSM has had the role/;
    assert.match(step(await check({ denied: ['iam:GetRole'] })), had);
    const without = await check({ denied: ['iam:GetRole'], groups: [], streams: [] });
    assert.equal(step(without), 'You may not do iam:GetRole.');
    assert.match(
      without[2]!.command ?? '',
      /^aws iam get-role --role-name AWSServiceRoleForCloudHSM/,
    );
  });

  it('tells streams without an event from events that have expired', async () => {
    const silent = await check({
      streams: [stream('hsm-a', undefined), stream('hsm-b', undefined)],
    });
    assert.equal(outcomes(silent), 'pppppfp');
    assert.match(silent[5]!.finding, /No log stream of an HSM of the cluster has an event/);
    const old = now - 40 * 86_400_000;
    const expired = await check({
      groups: [{ ...cluster, retentionDays: 30 }],
      streams: [stream('hsm-a', old), stream('hsm-b', old)],
    });
    assert.equal(outcomes(expired), 'pppppfp');
    assert.match(expired[4]!.finding, /after 30 days/);
    assert.match(expired[5]!.finding, /40 days ago, and has expired/);
  });

  it('goes on without any one permission, and says which one is missing', async () => {
    const expected: Readonly<Record<string, string>> = {
      'cloudhsm:DescribeClusters': 'uppuppp',
      'iam:GetRole': 'ppupppp',
      'logs:DescribeLogGroups': 'puppupp',
      'logs:DescribeLogStreams': 'pppupuu',
      'logs:GetLogEvents': 'ppppppf',
    };
    for (const [action, outcome] of Object.entries(expected)) {
      const steps = await check({ denied: [action] });
      assert.equal(outcomes(steps), outcome, action);
      assert.ok(steps.some(({ finding }) => finding.includes(action)));
    }
  });

  it('does not call forbidden what failed in passing', async () => {
    const throttled: LogSource = {
      ...sourceOf(healthy),
      // eslint-disable-next-line require-yield, @typescript-eslint/require-await -- it fails at once
      async *read() {
        throw new HumanError('Too many requests.', 'retry', { nature: 'passing' });
      },
    };
    const asked = { cluster, source: throttled, region: undefined, profile: undefined, now };
    const step = (await checkLogs(asked)).at(-1);
    assert.equal(step?.outcome, 'unknown');
    assert.match(step.remedy ?? '', /again in a minute/);
  });

  it('calls no cluster well of which an HSM has been silent for long', async () => {
    const day = 86_400_000;
    const silent = await check({ streams: [stream('hsm-a', now), stream('hsm-b', now - 9 * day)] });
    assert.equal(outcomes(silent), 'pppppup');
    assert.match(
      silent[5]!.finding,
      /^The newest event is of .* Silent for more than a week: hsm-b\.$/,
    );
    const both = await check({
      streams: [stream('hsm-a', now - 200 * day), stream('hsm-b', now - 201 * day)],
    });
    assert.match(verdict(both), /^Nothing failed; of some steps it is not known/);
    assert.match(both[5]!.finding, /200 days ago\. Silent for more than a week: hsm-a, hsm-b\.$/);
    const never = await check({ streams: [stream('hsm-a', now), stream('hsm-b', undefined)] });
    assert.equal(outcomes(never), 'pppppup');
    const unsure = await check({
      denied: ['cloudhsm:DescribeClusters'],
      streams: [stream('hsm-a', now), stream('hsm-b', now - 90 * day)],
    });
    assert.equal(unsure[5]!.outcome, 'passed', 'the silent one is most likely gone');
  });

  it('looks at the streams of the HSMs that there are', async () => {
    const others = [
      stream('hsm-gone', now),
      { ...stream('audit-certificates', now), kind: 'certificates' as const },
    ];
    const living = [stream('hsm-a', undefined), stream('hsm-b', undefined)];
    const steps = await check({ streams: [...others, ...living] });
    assert.equal(outcomes(steps), 'pppppfp');
    assert.match(steps[5]!.finding, /No log stream of an HSM of the cluster has an event/);
    const unsure = await check({ denied: ['cloudhsm:DescribeClusters'], streams: others });
    assert.equal(outcomes(unsure), 'uppuppp', 'which HSMs there are is not known');
  });

  it('tries a search where the source has one', async () => {
    const searched: SearchOptions[] = [];
    const source: LogSource = {
      ...sourceOf(healthy),
      // eslint-disable-next-line @typescript-eslint/require-await -- the contract is asynchronous, this is at hand
      async *search(_cluster, options) {
        searched.push(options);
        yield { items: [], hasMore: true };
      },
    };
    const asked = { cluster, source, region: undefined, profile: undefined, now };
    const steps = await checkLogs(asked);
    assert.equal(outcomes(steps), 'pppppppp');
    assert.match(steps[7]!.finding, /not tried: logs:StartLiveTail, logs:StartQuery, /);
    assert.deepEqual(
      searched.map(({ stream: name, pattern, range }) => [name, pattern, range.to - range.from]),
      [['hsm-a', '', 120_000]],
      'a page of two minutes',
    );
    source.search = () => {
      throw new HumanError('You may not do logs:FilterLogEvents.');
    };
    const denied = await checkLogs(asked);
    assert.equal(outcomes(denied), 'pppppppf');
    assert.match(denied[7]!.finding, /FilterLogEvents/);
  });

  it('says how long ago the newest event was, and which action hides the retention', async () => {
    const newest = async (days: number): Promise<string> =>
      (await check({ streams: [stream('hsm-a', now - days * 86_400_000)] }))[5]!.finding;
    assert.match(await newest(0), /, less than a day ago\.$/);
    assert.match(await newest(1), /, 1 day ago\.$/);
    assert.match(await newest(2), /, 2 days ago\.$/);
    const [, , , , retention] = await check({ denied: ['logs:DescribeLogGroups'] });
    assert.match(retention!.finding, /logs:DescribeLogGroups/);
  });

  it('waits for no stream of an HSM that is being made, and says that a cluster is not activated', async () => {
    const made = { id: 'hsm-new', ...hsm, state: 'CREATE_IN_PROGRESS' };
    const young = await check({ facts: { ...facts, hsms: [...facts.hsms, made] } });
    assert.equal(outcomes(young), 'ppppppp');
    assert.match(young[3]!.finding, /hsm-new is CREATE_IN_PROGRESS and has none\.$/);
    const [, , , none] = await check({ facts: { ...facts, hsms: [] } });
    assert.deepEqual([none?.outcome, none?.finding], ['unknown', 'The cluster has no HSM.']);
    const [first] = await check({ facts: { ...facts, state: 'INITIALIZED' } });
    assert.equal(first?.outcome, 'failed');
    assert.match(first.finding, /not activated/);
  });

  it('ends when it is cancelled', async () => {
    const abort = new AbortController();
    abort.abort(new Error('given up'));
    const denied = sourceOf({ ...healthy, denied: ['logs:DescribeLogGroups'] });
    const asked = { cluster, source: denied, region: undefined, profile: undefined, now };
    await assert.rejects(checkLogs(asked, abort.signal), /given up/);
  });
});
