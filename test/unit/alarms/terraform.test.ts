import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import type { AlarmPlan } from '../../../src/alarms/alarmPlan';
import { recommendedAlarms } from '../../../src/alarms/recommendedAlarms';
import { terraform } from '../../../src/alarms/terraform';
import { cluster, hostile, hostilePlan, plans, longestDescription, longPlan } from './alarmPlans';
import { isInstalled } from './isInstalled';

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

  it('describe themselves in no more than CloudWatch takes', async () => {
    const { resource } = await parsedTerraform(longPlan);
    const [alarm] = resource.aws_cloudwatch_metric_alarm!.b!;
    assert.equal(alarm?.alarm_description, longestDescription);
  });

  it('say where they belong', () => {
    const head = terraform(recommendedAlarms(cluster));
    assert.match(head, /^# For account 123456789012, eu-central-1: elsewhere/m);
    assert.match(head, /^# AWS_REGION=eu-central-1 AWS_PROFILE='audit or' terraform apply$/m);
  });
});
