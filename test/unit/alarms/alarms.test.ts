import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { load } from 'js-yaml';
import type { AlarmPlan } from '../../../src/alarms/alarmPlan';
import { awsCli } from '../../../src/alarms/awsCli';
import { cloudFormation } from '../../../src/alarms/cloudFormation';
import { recommendedAlarms } from '../../../src/alarms/recommendedAlarms';
import { terraform } from '../../../src/alarms/terraform';

const cluster = {
  id: 'cluster-abcdefghij2',
  logGroup: '/aws/cloudhsm/cluster-abcdefghij2',
  region: 'eu-central-1',
  hsmType: 'hsm1.medium',
};

/** What no form may take for a part of itself. */
const hostile = `a"b'c\\d $(touch x) \`e\` \${var.f} %{ if } #g\n- h: !Ref i\u202e\u001b[31m`;

const hostilePlan: AlarmPlan = {
  ...recommendedAlarms(cluster),
  title: hostile,
  notes: [hostile],
  logGroup: hostile,
  prefix: hostile,
  region: hostile,
  filters: [{ id: 'A', pattern: hostile, metric: { namespace: hostile, name: hostile } }],
  alarms: [
    {
      id: 'B',
      metric: { namespace: hostile, name: hostile },
      dimensions: { ClusterId: hostile },
      statistic: 'Sum',
      comparison: 'LessThanOrEqualToThreshold',
      threshold: 2,
      why: hostile,
    },
  ],
};

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Parameters: Readonly<Record<string, unknown>>;
  readonly Conditions: Readonly<Record<string, unknown>>;
}

const templateOf = (plan: AlarmPlan): Template => load(cloudFormation(plan)) as Template;

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

describe('the recommended alarms', () => {
  it('watch what AWS advises, at its values', () => {
    const { alarms, filters } = recommendedAlarms(cluster);
    assert.deepEqual(
      alarms.map(({ id, statistic, threshold }) => `${id} ${statistic} ${threshold}`),
      [
        'HsmUnhealthy Maximum 1',
        'HsmTemperature Maximum 90',
        'HsmKeysSessionOccupied Maximum 2500',
        'HsmKeysTokenOccupied Maximum 2500',
        'HsmSslCtxsOccupied Maximum 1800',
        'HsmSessionCount Maximum 1800',
        'HsmUsersAvailable Minimum 10',
        'CryptoOfficerCreated Maximum 1',
        'UserCreated Maximum 1',
        'UserDeleted Maximum 1',
        'LoginOfUnknownUser Sum 2',
        'LoginFailed Sum 2',
        'KeyDestroyed Sum 1',
      ],
    );
    assert.deepEqual(
      filters.map(({ pattern }) => pattern),
      [
        'CN_CREATE_CO',
        'CN_CREATE_USER',
        'CN_DELETE_USER',
        '"Error: This user doesn\'t exist"',
        'RET_USER_LOGIN_FAILURE',
        'CN_DESTROY_OBJECT SUCCESS',
        'CN_TOMBSTONE_OBJECT SUCCESS',
      ],
    );
    for (const { why } of alarms) assert.match(why, /^[A-Z].*\.$/);
  });

  it('leave out what the newer type of HSM does not publish, and know its room for keys', () => {
    const { alarms, notes } = recommendedAlarms({ ...cluster, hsmType: 'hsm2m.medium' });
    const thresholds = new Map(alarms.map(({ id, threshold }) => [id, threshold]));
    assert.equal(thresholds.has('HsmTemperature'), false);
    assert.equal(thresholds.has('HsmSslCtxsOccupied'), false);
    assert.equal(thresholds.get('HsmKeysTokenOccupied'), 12_625);
    assert.match(notes[0]!, /hsm2m\.medium/);
  });

  it('say so when the type of the HSMs is not known', () => {
    const { alarms, notes } = recommendedAlarms({ ...cluster, hsmType: undefined });
    assert.ok(alarms.some(({ id }) => id === 'HsmTemperature'));
    assert.match(notes[0]!, /could not be read/);
  });
});

describe('alarms as CloudFormation', () => {
  it('are a template of metric filters and alarms whose names and references exist', () => {
    const plan = recommendedAlarms(cluster);
    const { Resources, Parameters, Conditions } = templateOf(plan);
    const properties = {
      'AWS::Logs::MetricFilter': {
        required: ['FilterPattern', 'LogGroupName', 'MetricTransformations'],
        optional: ['FilterName'],
      },
      'AWS::CloudWatch::Alarm': {
        required: [
          'ComparisonOperator',
          'EvaluationPeriods',
          'MetricName',
          'Namespace',
          'Period',
          'Statistic',
          'Threshold',
        ],
        optional: [
          'AlarmActions',
          'AlarmDescription',
          'AlarmName',
          'Dimensions',
          'TreatMissingData',
        ],
      },
    };
    const { filters, alarms } = plan;
    assert.equal(Object.keys(Resources).length, filters.length + alarms.length);
    for (const [id, { Type, Properties }] of Object.entries(Resources)) {
      assert.match(id, /^[A-Za-z0-9]{1,255}$/);
      const { required, optional } = properties[Type as keyof typeof properties];
      for (const name of required) assert.ok(name in Properties, `${id} has ${name}`);
      for (const name of Object.keys(Properties)) {
        assert.ok([...required, ...optional].includes(name), `${id} may have ${name}`);
      }
      const { AlarmDescription: description } = Properties;
      assert.ok(typeof description !== 'string' || description.length <= 1024);
    }
    const references = JSON.stringify(Resources).matchAll(/"(?:Ref":|Fn::If":\[)"([^"]+)"/g);
    for (const [, name = ''] of references) {
      assert.ok(name in Parameters || name in Conditions || name === 'AWS::NoValue', name);
    }
    assert.deepEqual(Resources.HsmUnhealthyAlarm?.Properties, {
      AlarmName: 'cloudhsm-cluster-abcdefghij2-HsmUnhealthy',
      AlarmDescription: alarms[0]?.why,
      Namespace: 'AWS/CloudHSM',
      MetricName: 'HsmUnhealthy',
      Dimensions: [{ Name: 'ClusterId', Value: 'cluster-abcdefghij2' }],
      Statistic: 'Maximum',
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
      AlarmActions: { 'Fn::If': ['HasTopic', [{ Ref: 'AlarmTopic' }], { Ref: 'AWS::NoValue' }] },
    });
  });

  it('keep every text what it is', () => {
    const { Resources } = templateOf(hostilePlan);
    assert.equal(Resources.AFilter?.Properties.FilterPattern, hostile);
    assert.equal(Resources.AFilter.Properties.LogGroupName, hostile);
    assert.equal(Resources.BAlarm?.Properties.AlarmDescription, hostile);
    assert.deepEqual(Resources.BAlarm.Properties.Dimensions, [
      { Name: 'ClusterId', Value: hostile },
    ]);
  });
});

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
    assert.equal(alarm['--alarm-actions'], undefined);
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
  });
});

describe('alarms as Terraform', () => {
  it('are resources whose blocks close', () => {
    const plan = recommendedAlarms(cluster);
    const text = terraform(plan);
    const names = [...text.matchAll(/^resource "([a-z_]+)" "([a-z0-9_]+)" \{$/gm)];
    assert.deepEqual(
      names.slice(0, 2).map(([line]) => line),
      [
        'resource "aws_cloudwatch_log_metric_filter" "crypto_officer_created" {',
        'resource "aws_cloudwatch_log_metric_filter" "user_created" {',
      ],
    );
    assert.equal(names.length, plan.filters.length + plan.alarms.length);
    assert.equal(new Set(names.map(([line]) => line)).size, names.length);
    const plain = text.replace(/"(?:[^"\\\n]|\\.)*"|#.*/g, '');
    assert.equal(plain.split('{').length, plain.split('}').length);
  });

  it('keep every text what it is', () => {
    const text = terraform(hostilePlan);
    const pattern = /^ {2}pattern +=(.*)$/m.exec(text)?.[1] ?? '';
    assert.match(pattern, /\$\$\{var\.f\} %%\{ if \}/);
    const unescaped = pattern.replace(/([$%])\1\{/g, '$1{');
    assert.equal(JSON.parse(unescaped), hostile);
    for (const line of text.split('\n')) assert.match(line, /^(?:[#} ]|resource |variable |$)/);
  });
});
