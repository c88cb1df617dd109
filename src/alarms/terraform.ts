import * as l10n from '@vscode/l10n';
import { printable } from '../audit/printable';
import { alarmName, filterName, periodSeconds, type AlarmPlan } from './alarmPlan';

/** A plan as Terraform resources of the AWS provider. */
export function terraform(plan: AlarmPlan): string {
  const comments = [plan.title, ...plan.notes].map(comment).join('');
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
  const alarms = plan.alarms.map((alarm) => {
    const dimensions = Object.entries(alarm.dimensions)
      .map(([name, value]) => `\n    ${name} = ${text(value)}`)
      .join('');
    return `${comment(alarm.why)}resource "aws_cloudwatch_metric_alarm" "${snake(alarm.id)}" {
  alarm_name          = ${text(alarmName(plan, alarm))}
  alarm_description   = ${text(alarm.why)}
  namespace           = ${text(alarm.metric.namespace)}
  metric_name         = ${text(alarm.metric.name)}
${dimensions === '' ? '' : `  dimensions = {${dimensions}\n  }\n`}  statistic           = ${text(alarm.statistic)}
  period              = ${periodSeconds}
  evaluation_periods  = 1
  threshold           = ${alarm.threshold}
  comparison_operator = ${text(alarm.comparison)}
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_actions
}
`;
  });
  const variable = `variable "alarm_actions" {
  type        = list(string)
  default     = []
  description = ${text(l10n.t('ARNs of the SNS topics that hear of an alarm.'))}
}
`;
  return [comments, variable, ...filters, ...alarms].join('\n');
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
