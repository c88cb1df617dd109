import * as l10n from '@vscode/l10n';
import { printable } from '../audit/text/printable';
import { shellWord } from '../audit/text/shellWord';
import {
  alarmName,
  description,
  filterName,
  headLines,
  periodSeconds,
  type Alarm,
  type AlarmPlan,
  type WatchedMetric,
} from './alarmPlan';

/** A plan as Terraform resources of the AWS provider. */
export function terraform(plan: AlarmPlan): string {
  const { region, profile } = plan.place;
  const settings = [
    ...(region === undefined ? [] : [`AWS_REGION=${shellWord(region)}`]),
    ...(profile === undefined ? [] : [`AWS_PROFILE=${shellWord(profile)}`]),
  ];
  // What the provider's own block says goes before that.
  const apply = settings.length === 0 ? [] : [[...settings, 'terraform apply'].join(' ')];
  const comments = [...headLines(plan), ...apply].map(comment).join('');
  const filters = plan.filters.map(
    (filter) => `resource "aws_cloudwatch_log_metric_filter" "${snake(filter.id)}" {
  name           = ${text(filterName(plan, filter))}
  log_group_name = ${text(plan.logGroup)}
  pattern        = ${text(filter.pattern)}

  metric_transformation {
    namespace     = ${text(filter.metric.namespace)}
    name          = ${text(filter.metric.name)}
    value         = "1"
    default_value = "0"
  }
}
`,
  );
  const alarms = plan.alarms.map(
    (alarm) => `${comment(alarm.why)}resource "aws_cloudwatch_metric_alarm" "${snake(alarm.id)}" {
  alarm_name          = ${text(alarmName(plan, alarm))}
  alarm_description   = ${text(description(alarm.why))}
  evaluation_periods  = ${alarm.points}
  threshold           = ${alarm.threshold}
  comparison_operator = ${text(alarm.comparison)}
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_actions
${watchedLines(alarm)}}
`,
  );
  const variable = `variable "alarm_actions" {
  type        = list(string)
  default     = []
  description = ${text(l10n.t('ARNs of the SNS topics that hear of an alarm.'))}
}
`;
  return [comments, variable, ...filters, ...alarms].join('\n');
}

/** Set off by a blank line, so that `terraform fmt` has nothing to align anew. */
function watchedLines({ watched, statistic }: Alarm): string {
  if (!('expression' in watched)) {
    const { metric } = watched;
    return `
  namespace   = ${text(metric.namespace)}
  metric_name = ${text(metric.name)}
  statistic   = ${text(statistic)}
  period      = ${periodSeconds}
${dimensionLines(metric, '  ')}`;
  }
  const queries = watched.metrics.map(
    (metric, index) => `
  metric_query {
    id          = "m${index + 1}"
    return_data = false

    metric {
      namespace   = ${text(metric.namespace)}
      metric_name = ${text(metric.name)}
      stat        = ${text(statistic)}
      period      = ${periodSeconds}
${dimensionLines(metric, '      ')}    }
  }
`,
  );
  return `${queries.join('')}
  metric_query {
    id          = "watched"
    expression  = ${text(watched.expression)}
    return_data = true
  }
`;
}

/** Behind single lines: `terraform fmt` aligns those in front of a map apart from those behind it. */
function dimensionLines({ dimensions }: WatchedMetric, indent: string): string {
  const entries = Object.entries(dimensions);
  if (entries.length === 0) return '';
  const keys = entries.map(([name]) => (/^[A-Za-z]\w*$/.test(name) ? name : text(name)));
  const width = Math.max(...keys.map(({ length }) => length));
  const lines = entries.map(
    ([, value], index) => `${indent}  ${(keys[index] ?? '').padEnd(width)} = ${text(value)}\n`,
  );
  return `\n${indent}dimensions = {\n${lines.join('')}${indent}}\n`;
}

function comment(line: string): string {
  return `# ${printable(line, 1024)}\n`;
}

/** A quoted string of HCL: as in JSON, and nothing is a template. */
function text(value: string): string {
  return JSON.stringify(value).replace(/([$%])\{/g, '$1$1{');
}

/** `UserCreated` as `user_created`. */
function snake(id: string): string {
  return id.replace(/(?<=[a-z0-9])[A-Z]/g, '_$&').toLowerCase();
}
