import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { devNull } from 'node:os';
import { load } from 'js-yaml';
import type { AlarmPlan } from '../../../src/alarms/alarmPlan';
import { awsCli } from '../../../src/alarms/awsCli';
import { cloudFormation } from '../../../src/alarms/cloudFormation';
import { recommendedAlarms } from '../../../src/alarms/recommendedAlarms';
import { terraform } from '../../../src/alarms/terraform';
import type { PublishedMetric } from '../../../src/alarms/metricAlarms';
import { metricNames } from '../../../src/audit/reference/metrics';

const cluster = {
  id: 'cluster-abcdefghij2',
  logGroup: '/aws/cloudhsm/cluster-abcdefghij2',
  region: 'eu-central-1',
  hsmType: 'hsm1.medium',
  published: [],
};

/** Each metric of each HSM, as CloudWatch lists it for a cluster. */
const published = (...hsms: readonly (string | undefined)[]): readonly PublishedMetric[] =>
  metricNames.flatMap((metric) =>
    hsms.map((hsm) => ({
      metric,
      hsm,
      dimensions: {
        Region: 'eu-central-1',
        ClusterId: cluster.id,
        ...(hsm !== undefined && { HsmId: hsm }),
      },
    })),
  );

/** What no form may take for a part of itself. */
const hostile = `a"b'c\\d $(touch x) \`e\` \${var.f} %{ if } #g\n- h: !Ref i\u202e\u001b[31m`;

const hostileAlarm = {
  statistic: 'Sum',
  comparison: 'LessThanOrEqualToThreshold',
  threshold: 2,
  points: 1,
  why: hostile,
} as const;

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
      watched: {
        metric: { namespace: hostile, name: hostile, dimensions: { [hostile]: hostile } },
      },
      ...hostileAlarm,
    },
    {
      id: 'C',
      watched: {
        metrics: [{ namespace: hostile, name: hostile, dimensions: { ClusterId: hostile } }],
        expression: hostile,
      },
      ...hostileAlarm,
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

/** A cluster of which nothing is known, one with HSMs of its own, and one that is published whole. */
const plans = [[], ['hsm-a4tzqk7wnme', 'hsm-c2pmvg5lsoa'], [undefined, 'hsm-a', 'hsm-b']].map(
  (places) => recommendedAlarms({ ...cluster, published: published(...places) }),
);

type Block = Readonly<Record<string, unknown>>;

interface ParsedTerraform {
  readonly resource: Readonly<Record<string, Readonly<Record<string, readonly Block[]>>>>;
  readonly variable: Readonly<Record<string, unknown>>;
}

/** HashiCorp's parser of HCL. Not for TypeScript to follow: its types bring in those of a browser. */
const hclParser = ['@cdktn', 'hcl2json'].join('/');

/** What the parser keeps escaped, as it may be a template, is unescaped. */
async function parsedTerraform(plan: AlarmPlan): Promise<ParsedTerraform> {
  const { parse } = (await import(hclParser)) as {
    readonly parse: (file: string, text: string) => Promise<unknown>;
  };
  const parsed = JSON.stringify(await parse('alarms.tf', terraform(plan)));
  return JSON.parse(parsed.replace(/([$%])\1\{/g, '$1{')) as ParsedTerraform;
}

function isInstalled(program: string): boolean {
  return spawnSync(program, ['--version']).status === 0;
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
        'HsmKeysOccupied Maximum 2500',
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

  it('name the cluster where CloudWatch publishes its metrics so, with all dimensions', () => {
    const { alarms } = recommendedAlarms({
      ...cluster,
      published: published(undefined, 'hsm-a', 'hsm-b'),
    });
    assert.deepEqual(
      alarms.filter(({ id }) => id.startsWith('HsmUnhealthy')).map(({ watched }) => watched),
      [
        {
          metric: {
            namespace: 'AWS/CloudHSM',
            name: 'HsmUnhealthy',
            dimensions: { Region: 'eu-central-1', ClusterId: cluster.id },
          },
        },
      ],
    );
  });

  it('name each HSM where CloudWatch publishes metrics of HSMs only, and say that HSMs change', () => {
    const { alarms, notes } = recommendedAlarms({
      ...cluster,
      published: published('hsm-a4tzqk7wnme', 'hsm-c2pmvg5lsoa'),
    });
    assert.deepEqual(
      alarms.map(({ id }) => id).filter((id) => /^HsmUnhealthy|^HsmKeys/.test(id)),
      [
        'HsmUnhealthyOfA4tzqk7wnme',
        'HsmUnhealthyOfC2pmvg5lsoa',
        'HsmKeysSessionOccupiedOfA4tzqk7wnme',
        'HsmKeysSessionOccupiedOfC2pmvg5lsoa',
        'HsmKeysTokenOccupiedOfA4tzqk7wnme',
        'HsmKeysTokenOccupiedOfC2pmvg5lsoa',
        'HsmKeysOccupiedOfA4tzqk7wnme',
        'HsmKeysOccupiedOfC2pmvg5lsoa',
        'HsmKeysTokenOccupiedDiffer',
      ],
    );
    assert.match(notes.join(' '), /name the HSMs of today \(hsm-a4tzqk7wnme, hsm-c2pmvg5lsoa\)/);
    assert.doesNotMatch(notes.join(' '), /assumed/);
  });

  it('compare keys and users of the HSMs, as many as one alarm can', () => {
    const differ = (count: number) =>
      recommendedAlarms({
        ...cluster,
        published: published(...[...Array(count).keys()].map((index) => `hsm-${index}`)),
      });
    const [keys, users, ...more] = differ(3).alarms.filter(({ id }) => id.endsWith('Differ'));
    assert.deepEqual(more, []);
    assert.equal(users?.id, 'HsmUsersAvailableDiffer');
    assert.ok(keys && 'expression' in keys.watched);
    assert.equal(keys.watched.expression, 'MAX([m1, m2, m3]) - MIN([m1, m2, m3])');
    assert.deepEqual(
      keys.watched.metrics.map(({ dimensions }) => dimensions.HsmId),
      ['hsm-0', 'hsm-1', 'hsm-2'],
    );
    for (const count of [0, 1, 11]) {
      const { alarms, notes } = differ(count);
      assert.ok(!alarms.some(({ id }) => id.endsWith('Differ')));
      assert.match(notes.join(' '), /compare them under Health/);
    }
  });

  it('watch what has had no point for long with the dimensions of the other metrics', () => {
    const { alarms } = recommendedAlarms({
      ...cluster,
      published: published('hsm-a').filter(({ metric }) => metric === 'HsmSessionCount'),
    });
    const unhealthy = alarms.filter(({ id }) => id.startsWith('HsmUnhealthy'));
    assert.deepEqual(
      unhealthy.map(({ watched }) => 'metric' in watched && watched.metric.dimensions.HsmId),
      ['hsm-a'],
    );
  });

  it('assume the dimensions where CloudWatch lists no metrics, and say so', () => {
    const { alarms, notes } = recommendedAlarms(cluster);
    assert.deepEqual(alarms[0]?.watched, {
      metric: {
        namespace: 'AWS/CloudHSM',
        name: 'HsmUnhealthy',
        dimensions: { ClusterId: cluster.id },
      },
    });
    assert.match(notes.join(' '), /their dimensions are assumed/);
  });

  it('say so when the type of the HSMs is not known', () => {
    const { alarms, notes } = recommendedAlarms({ ...cluster, hsmType: undefined });
    assert.ok(alarms.some(({ id }) => id === 'HsmTemperature'));
    assert.match(notes[0]!, /could not be read/);
  });
});

describe('alarms as CloudFormation', () => {
  it('are a template of metric filters and alarms whose names and references exist', () => {
    const plan = recommendedAlarms({
      ...cluster,
      published: published(undefined, 'hsm-a', 'hsm-b'),
    });
    const { Resources, Parameters, Conditions } = templateOf(plan);
    const properties = {
      'AWS::Logs::MetricFilter': {
        required: ['FilterPattern', 'LogGroupName', 'MetricTransformations'],
        optional: ['FilterName'],
      },
      'AWS::CloudWatch::Alarm': {
        required: ['ComparisonOperator', 'EvaluationPeriods', 'Threshold'],
        optional: [
          'AlarmActions',
          'AlarmDescription',
          'AlarmName',
          'Dimensions',
          'MetricName',
          'Metrics',
          'Namespace',
          'Period',
          'Statistic',
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
      if (Type === 'AWS::CloudWatch::Alarm') {
        const names = ['MetricName', 'Namespace', 'Period', 'Statistic'];
        const expected = 'Metrics' in Properties ? [] : names;
        assert.deepEqual(
          Object.keys(Properties)
            .filter((name) => names.includes(name))
            .sort(),
          expected,
          `${id} is on a metric or on an expression`,
        );
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
      Dimensions: [
        { Name: 'Region', Value: 'eu-central-1' },
        { Name: 'ClusterId', Value: 'cluster-abcdefghij2' },
      ],
      Statistic: 'Maximum',
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
      AlarmActions: { 'Fn::If': ['HasTopic', [{ Ref: 'AlarmTopic' }], { Ref: 'AWS::NoValue' }] },
    });
    const queries = Resources.HsmUsersAvailableDifferAlarm?.Properties.Metrics as readonly object[];
    assert.deepEqual(queries.slice(1), [
      {
        Id: 'm2',
        MetricStat: {
          Metric: {
            Namespace: 'AWS/CloudHSM',
            MetricName: 'HsmUsersAvailable',
            Dimensions: [
              { Name: 'Region', Value: 'eu-central-1' },
              { Name: 'ClusterId', Value: 'cluster-abcdefghij2' },
              { Name: 'HsmId', Value: 'hsm-b' },
            ],
          },
          Period: 300,
          Stat: 'Minimum',
        },
        ReturnData: false,
      },
      { Id: 'watched', Expression: 'MAX([m1, m2]) - MIN([m1, m2])', ReturnData: true },
    ]);
  });

  it('pass cfn-lint where it is installed', function () {
    this.timeout(60_000);
    if (!isInstalled('cfn-lint')) this.skip();
    // Its alarms are on a metric and on several, with and without dimensions.
    const linted = spawnSync('cfn-lint', ['--non-zero-exit-code', 'informational'], {
      input: cloudFormation(plans[2]!),
      encoding: 'utf8',
    });
    assert.equal(linted.stdout + linted.stderr, '');
    assert.equal(linted.status, 0);
  });

  it('keep every text what it is', () => {
    const { Resources } = templateOf(hostilePlan);
    assert.equal(Resources.AFilter?.Properties.FilterPattern, hostile);
    assert.equal(Resources.AFilter.Properties.LogGroupName, hostile);
    assert.equal(Resources.BAlarm?.Properties.AlarmDescription, hostile);
    assert.deepEqual(Resources.BAlarm.Properties.Dimensions, [{ Name: hostile, Value: hostile }]);
    const [query, watched] = Resources.CAlarm?.Properties.Metrics as readonly {
      readonly MetricStat?: { readonly Metric: Readonly<Record<string, unknown>> };
      readonly Expression?: string;
    }[];
    assert.equal(query?.MetricStat?.Metric.MetricName, hostile);
    assert.equal(watched?.Expression, hostile);
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
    const sum = calls
      .map(optionsOf)
      .find((call) => call['--alarm-name']?.endsWith('-HsmKeysOccupied'));
    assert.equal(sum?.['--namespace'], undefined);
    const queries = JSON.parse(sum?.['--metrics'] ?? '') as readonly object[];
    assert.deepEqual(queries.at(-1), { Id: 'watched', Expression: 'm1 + m2', ReturnData: true });
  });

  it('are taken by the AWS command line where it is installed', function () {
    this.timeout(60_000);
    if (!isInstalled('aws')) this.skip();
    const plan = plans[2]!;
    const short = {
      ...plan,
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
  });
});

describe('alarms as Terraform', function () {
  this.timeout(20_000);

  it('are resources with every filter, alarm and number of the plan', async () => {
    for (const plan of plans) {
      const { resource, variable } = await parsedTerraform(plan);
      const { aws_cloudwatch_log_metric_filter: filters, aws_cloudwatch_metric_alarm: alarms } =
        resource;
      assert.deepEqual(Object.keys(variable), ['alarm_actions']);
      assert.deepEqual(
        Object.values(filters!)
          .map(([filter]) => filter?.pattern)
          .sort(),
        plan.filters.map(({ pattern }) => pattern).sort(),
      );
      for (const { id, watched, statistic, comparison, threshold, points, why } of plan.alarms) {
        const [alarm] = Object.values(alarms!)
          .filter(([one]) => one?.alarm_name === `${plan.prefix}-${id}`)
          .flat();
        assert.ok(alarm, id);
        assert.equal(alarm.alarm_description, why);
        assert.equal(alarm.comparison_operator, comparison);
        assert.equal(alarm.threshold, threshold);
        assert.equal(alarm.evaluation_periods, points);
        if ('metric' in watched) {
          const { namespace, name, dimensions } = watched.metric;
          assert.deepEqual(
            [alarm.namespace, alarm.metric_name, alarm.statistic, alarm.period],
            [namespace, name, statistic, 300],
          );
          assert.deepEqual(alarm.dimensions ?? {}, dimensions);
          continue;
        }
        const queries = watched.metrics.map(({ namespace, name, dimensions }, index) => ({
          id: `m${index + 1}`,
          metric: [{ namespace, metric_name: name, stat: statistic, period: 300, dimensions }],
          return_data: false,
        }));
        assert.deepEqual(alarm.metric_query, [
          ...queries,
          { id: 'watched', expression: watched.expression, return_data: true },
        ]);
      }
    }
  });

  it('have names that are unique in snake case', () => {
    const text = terraform(recommendedAlarms(cluster));
    const names = [...text.matchAll(/^resource "([a-z_]+)" "([a-z0-9_]+)" \{$/gm)];
    assert.deepEqual(
      names.slice(0, 2).map(([line]) => line),
      [
        'resource "aws_cloudwatch_log_metric_filter" "crypto_officer_created" {',
        'resource "aws_cloudwatch_log_metric_filter" "user_created" {',
      ],
    );
    assert.equal(new Set(names.map(([line]) => line)).size, names.length);
  });

  it('are formatted as terraform fmt does it, where that is installed', function () {
    if (!isInstalled('terraform')) this.skip();
    for (const plan of plans) {
      const formatted = spawnSync('terraform', ['fmt', '-'], {
        input: terraform(plan),
        encoding: 'utf8',
      });
      assert.equal(formatted.status, 0, formatted.stderr);
      assert.equal(formatted.stdout, terraform(plan));
    }
  });

  it('keep every text what it is', async () => {
    const { resource } = await parsedTerraform(hostilePlan);
    const [filter] = resource.aws_cloudwatch_log_metric_filter!.a!;
    assert.equal(filter?.pattern, hostile);
    const [alarm] = resource.aws_cloudwatch_metric_alarm!.b!;
    assert.equal(alarm?.alarm_description, hostile);
    assert.deepEqual(alarm.dimensions, { [hostile]: hostile });
    for (const line of terraform(hostilePlan).split('\n')) {
      assert.match(line, /^(?:[#} ]|resource |variable |$)/);
    }
  });
});
