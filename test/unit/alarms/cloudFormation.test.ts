import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { load } from 'js-yaml';
import type { AlarmPlan } from '../../../src/alarms/alarmPlan';
import { cloudFormation } from '../../../src/alarms/cloudFormation';
import { recommendedAlarms } from '../../../src/alarms/recommendedAlarms';
import {
  cluster,
  hostile,
  hostilePlan,
  plans,
  published,
  longestDescription,
  longPlan,
} from './alarmPlans';
import { isInstalled } from './isInstalled';

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

interface Template {
  readonly Description: string;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Parameters: Readonly<Record<string, unknown>>;
  readonly Conditions: Readonly<Record<string, unknown>>;
}

const templateOf = (plan: AlarmPlan): Template => load(cloudFormation(plan)) as Template;

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

  it('say where they belong, and ask for a bucket where AWS takes them no other way', () => {
    const ofHsms = (count: number): string =>
      cloudFormation(
        recommendedAlarms({
          ...cluster,
          published: published(...[...Array(count).keys()].map((index) => `hsm-${index}`)),
        }),
      );
    const [small, large] = [ofHsms(2), ofHsms(9)];
    assert.match(small, /^# For account 123456789012, eu-central-1: elsewhere/m);
    const command =
      /^# aws cloudformation deploy --region eu-central-1 --profile 'audit or' --stack/m;
    assert.match(small, command);
    assert.doesNotMatch(small, /s3-bucket/);
    assert.ok(Buffer.byteLength(small) <= 51_200 && Buffer.byteLength(large) > 51_200);
    assert.match(large, /THIS-FILE --s3-bucket BUCKET --parameter/);
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

  it('describe themselves in no more than CloudWatch and CloudFormation take', () => {
    const { Resources, Description } = templateOf(longPlan);
    assert.equal(Resources.BAlarm?.Properties.AlarmDescription, longestDescription);
    assert.equal(Description, longestDescription);
  });
});
