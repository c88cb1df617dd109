import * as l10n from '@vscode/l10n';
import { printable } from '../audit/text/printable';
import { shellWord } from '../audit/text/shellWord';
import {
  alarmName,
  description,
  dimensionList,
  filterName,
  headLines,
  metricQueries,
  periodSeconds,
  placeOptions,
  type Alarm,
  type AlarmPlan,
} from './alarmPlan';

/** A value of a template. */
type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value };

/** The most bytes of a template that is handed over itself. Source: CloudFormation quotas. */
const mostTemplateBytes = 51_200;

/** A plan as a CloudFormation template in YAML. */
export function cloudFormation(plan: AlarmPlan): string {
  const comments = headLines(plan).map(comment).join('');
  const body = yaml(template(plan));
  const isLarge =
    new TextEncoder().encode(comments + body).length + longestDeployLines > mostTemplateBytes;
  const deploy = [
    'aws cloudformation deploy',
    ...placeOptions(plan.place).map(shellWord),
    '--stack-name NAME --template-file THIS-FILE',
    ...(isLarge ? ['--s3-bucket BUCKET'] : []),
    '--parameter-overrides AlarmTopic=ARN',
  ].join(' ');
  const bucket = isLarge
    ? [
        l10n.t(
          'The template is larger than CloudFormation takes directly: name a bucket of yours in this region, where the command puts it.',
        ),
      ]
    : [];
  return `${comments}#\n${[...bucket, deploy].map(comment).join('')}${body}`;
}

/** Room for the lines on how to deploy it, in bytes. */
const longestDeployLines = 1200;

function comment(line: string): string {
  return `# ${printable(line, 1024)}\n`;
}

function template(plan: AlarmPlan): Readonly<Record<string, Value>> {
  const filters = plan.filters.map((filter): [string, Value] => [
    `${filter.id}Filter`,
    {
      Type: 'AWS::Logs::MetricFilter',
      Properties: {
        FilterName: filterName(plan, filter),
        LogGroupName: plan.logGroup,
        FilterPattern: filter.pattern,
        MetricTransformations: [
          {
            MetricNamespace: filter.metric.namespace,
            MetricName: filter.metric.name,
            MetricValue: '1',
            DefaultValue: 0,
          },
        ],
      },
    },
  ]);
  const alarms = plan.alarms.map((alarm): [string, Value] => [
    `${alarm.id}Alarm`,
    { Type: 'AWS::CloudWatch::Alarm', Properties: alarmProperties(plan, alarm) },
  ]);
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: description(plan.title),
    Parameters: {
      AlarmTopic: {
        Type: 'String',
        Default: '',
        Description: l10n.t('The ARN of the SNS topic that hears of an alarm. Empty: none.'),
      },
    },
    Conditions: { HasTopic: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'AlarmTopic' }, ''] }] } },
    Resources: Object.fromEntries([...filters, ...alarms]),
  };
}

function alarmProperties(plan: AlarmPlan, alarm: Alarm): Readonly<Record<string, Value>> {
  return {
    AlarmName: alarmName(plan, alarm),
    AlarmDescription: description(alarm.why),
    ...watchedProperties(alarm),
    EvaluationPeriods: alarm.points,
    Threshold: alarm.threshold,
    ComparisonOperator: alarm.comparison,
    TreatMissingData: 'notBreaching',
    AlarmActions: {
      'Fn::If': ['HasTopic', [{ Ref: 'AlarmTopic' }], { Ref: 'AWS::NoValue' }],
    },
  };
}

function watchedProperties({ watched, statistic }: Alarm): Readonly<Record<string, Value>> {
  if ('expression' in watched) return { Metrics: metricQueries({ ...watched, statistic }) };
  const { namespace, name } = watched.metric;
  const dimensions = dimensionList(watched.metric);
  return {
    Namespace: namespace,
    MetricName: name,
    ...(dimensions.length === 0 ? {} : { Dimensions: dimensions }),
    Statistic: statistic,
    Period: periodSeconds,
  };
}

/** Every text in double quotes, which YAML reads as JSON does: nothing in it can mean anything else. */
function yaml(value: Value, indent = ''): string {
  if (typeof value !== 'object') return `${JSON.stringify(value)}\n`;
  if (isList(value) && value.length === 0) return '[]\n';
  const entries: [string, Value][] = isList(value)
    ? value.map((item) => ['-', item])
    : Object.entries(value).map(([key, item]) => [`${key}:`, item]);
  return entries
    .map(([head, item]) => {
      const text = yaml(item, `${indent}  `);
      const isScalar = typeof item !== 'object' || (isList(item) && item.length === 0);
      // The first line of a mapping stands on the line of its dash.
      if (head === '-' && !isScalar) return `${indent}- ${text.trimStart()}`;
      return isScalar ? `${indent}${head} ${text}` : `${indent}${head}\n${text}`;
    })
    .join('');
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
