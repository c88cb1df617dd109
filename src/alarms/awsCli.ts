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

/** A plan as a shell script of AWS CLI commands. */
export function awsCli(plan: AlarmPlan): string {
  const where = placeOptions(plan.place);
  const comments = [
    ...headLines(plan),
    l10n.t('To hear of an alarm: ALARM_TOPIC=ARN-OF-AN-SNS-TOPIC bash THIS-FILE'),
  ].map(comment);
  const filters = plan.filters.map((filter) =>
    command('aws logs put-metric-filter', [
      ['--log-group-name', plan.logGroup],
      ['--filter-name', filterName(plan, filter)],
      patternOption(filter.pattern),
      [
        '--metric-transformations',
        JSON.stringify([
          {
            metricNamespace: filter.metric.namespace,
            metricName: filter.metric.name,
            metricValue: '1',
            defaultValue: 0,
          },
        ]),
      ],
      where,
    ]),
  );
  const alarms = plan.alarms.map((alarm) => {
    const words = command('aws cloudwatch put-metric-alarm', [
      ['--alarm-name', alarmName(plan, alarm)],
      ['--alarm-description', description(alarm.why)],
      ...watchedOptions(alarm),
      ['--evaluation-periods', String(alarm.points)],
      ['--threshold', String(alarm.threshold), '--comparison-operator', alarm.comparison],
      ['--treat-missing-data', 'notBreaching'],
      where,
    ]);
    return `${comment(alarm.why)}${words} \\\n  \${actions[@]+"\${actions[@]}"}`;
  });
  const head = `#!/usr/bin/env bash\n${comments.join('')}set -euo pipefail
actions=()
if [ -n "\${ALARM_TOPIC:-}" ]; then actions=(--alarm-actions "$ALARM_TOPIC"); fi`;
  return [head, ...filters, ...alarms].map((part) => `${part}\n`).join('\n');
}

function watchedOptions({ watched, statistic }: Alarm): readonly (readonly string[])[] {
  if ('expression' in watched) {
    return [['--metrics', JSON.stringify(metricQueries({ ...watched, statistic }))]];
  }
  const { namespace, name } = watched.metric;
  const dimensions = dimensionList(watched.metric);
  return [
    ['--namespace', namespace],
    ['--metric-name', name],
    ...(dimensions.length === 0 ? [] : [['--dimensions', JSON.stringify(dimensions)]]),
    ['--statistic', statistic, '--period', String(periodSeconds)],
  ];
}

/** A pattern that begins as an option does is read as one, unless it stands in the same word. */
function patternOption(pattern: string): readonly string[] {
  const name = '--filter-pattern';
  return pattern.startsWith('-') ? [`${name}=${pattern}`] : [name, pattern];
}

function comment(line: string): string {
  return `# ${printable(line, 1024)}\n`;
}

/** A command, a line for each of its options. */
function command(name: string, options: readonly (readonly string[])[]): string {
  const lines = options
    .filter((words) => words.length > 0)
    .map((words) => words.map(shellWord).join(' '));
  return [name, ...lines].join(' \\\n  ');
}
