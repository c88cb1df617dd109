import * as l10n from '@vscode/l10n';
import { printable } from '../audit/text/printable';
import {
  alarmName,
  description,
  dimensionList,
  filterName,
  metricQueries,
  periodSeconds,
  type Alarm,
  type AlarmPlan,
} from './alarmPlan';

/** A value of a template. */
type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value };

/** A plan as a CloudFormation template in YAML. */
export function cloudFormation(plan: AlarmPlan): string {
  const comments = [plan.title, ...plan.notes].map((line) => `# ${printable(line, 1024)}\n`);
  const deploy = l10n.t(
    'aws cloudformation deploy --stack-name NAME --template-file THIS-FILE --parameter-overrides AlarmTopic=ARN',
  );
  return `${comments.join('')}#\n# ${deploy}\n${yaml(template(plan))}`;
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
