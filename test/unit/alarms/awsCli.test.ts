import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { devNull } from 'node:os';
import { awsCli } from '../../../src/alarms/awsCli';
import { recommendedAlarms } from '../../../src/alarms/recommendedAlarms';
import { cluster, hostile, hostilePlan, longestDescription, longPlan, plans } from './alarmPlans';
import { isInstalled } from './isInstalled';

/** The argument lists of every `aws` that a script calls. */
function callsOf(script: string, environment: NodeJS.ProcessEnv = {}): readonly string[][] {
  const stub = 'aws() { printf "%s\\0" "$@"; printf "\\1\\0"; }\n';
  const { stdout, stderr, status } = spawnSync('bash', ['-c', stub + script], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, ...environment },
  });
  assert.equal(status, 0, stderr);
  return stdout
    .split('\u0001\0')
    .slice(0, -1)
    .map((call) => call.split('\0').slice(0, -1));
}

/** The options of a call. */
function optionsOf(call: readonly string[]): Readonly<Record<string, string>> {
  const options: Record<string, string> = {};
  for (let at = 2; at < call.length; at += 2) options[call[at]!] = call[at + 1]!;
  return options;
}

describe('alarms as AWS CLI', () => {
  it('are commands that create each filter and each alarm', () => {
    const plan = recommendedAlarms(cluster);
    const calls = callsOf(awsCli(plan));
    assert.deepEqual(
      calls.map(([service, action]) => `${service!} ${action!}`),
      [
        ...plan.filters.map(() => 'logs put-metric-filter'),
        ...plan.alarms.map(() => 'cloudwatch put-metric-alarm'),
      ],
    );
    const alarm = optionsOf(calls[plan.filters.length]!);
    assert.equal(alarm['--alarm-name'], 'cloudhsm-cluster-abcdefghij2-HsmUnhealthy');
    assert.equal(alarm['--region'], 'eu-central-1');
    assert.equal(alarm['--profile'], 'audit or');
    assert.match(awsCli(plan), /^# For account 123456789012, eu-central-1: elsewhere/m);
    assert.equal(alarm['--alarm-actions'], undefined);
    const sum = calls
      .map(optionsOf)
      .find((call) => call['--alarm-name']?.endsWith('-HsmKeysOccupied'));
    assert.equal(sum?.['--namespace'], undefined);
    const queries = JSON.parse(sum?.['--metrics'] ?? '') as readonly object[];
    assert.deepEqual(queries.at(-1), { Id: 'watched', Expression: 'm1 + m2', ReturnData: true });
  });

  it('give a pattern that begins as an option does in the word of its option', () => {
    const [plan] = plans;
    const [filter] = plan!.filters;
    const excluding = { ...plan!, filters: [{ ...filter!, pattern: "-DEBUG -'x'" }] };
    const [call] = callsOf(awsCli(excluding));
    assert.ok(call?.includes("--filter-pattern=-DEBUG -'x'"), String(call));
  });

  it('are taken by the AWS command line where it is installed', function () {
    this.timeout(60_000);
    if (!isInstalled('aws')) this.skip();
    const plan = plans[2]!;
    const short = {
      ...plan,
      place: { ...plan.place, profile: undefined }, // one that is not configured here
      filters: plan.filters.slice(0, 1),
      alarms: [plan.alarms[0]!, plan.alarms.find(({ watched }) => 'expression' in watched)!],
    };
    // Checks the options and makes up an answer, without a call.
    const checking = 'aws() { command aws "$@" --generate-cli-skeleton output; }\n';
    const checked = spawnSync('bash', ['-c', checking + awsCli(short)], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: process.env.HOME, AWS_CONFIG_FILE: devNull },
    });
    assert.equal(checked.stderr, '');
    assert.equal(checked.status, 0);
  });

  it('tell a topic of alarms where one is named', () => {
    const script = awsCli(recommendedAlarms(cluster));
    const topic = 'arn:aws:sns:eu-central-1:123456789012:on-call';
    const told = callsOf(script, { ALARM_TOPIC: topic }).flatMap((call) =>
      call[0] === 'cloudwatch' ? [optionsOf(call)['--alarm-actions']] : [],
    );
    assert.ok(told.length > 0 && told.every((action) => action === topic));
  });

  it('keep every text what it is', () => {
    const [filter = {}, alarm = {}] = callsOf(awsCli(hostilePlan)).map(optionsOf);
    assert.equal(filter['--filter-pattern'], hostile);
    assert.deepEqual(JSON.parse(filter['--metric-transformations'] ?? ''), [
      { metricNamespace: hostile, metricName: hostile, metricValue: '1', defaultValue: 0 },
    ]);
    assert.equal(alarm['--alarm-description'], hostile);
    assert.equal(alarm['--region'], hostile);
    assert.equal(alarm['--profile'], hostile);
  });

  it('describe themselves in no more than CloudWatch takes', () => {
    const [, alarm = {}] = callsOf(awsCli(longPlan)).map(optionsOf);
    assert.equal(alarm['--alarm-description'], longestDescription);
  });
});
