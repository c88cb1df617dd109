import * as vscode from 'vscode';
import { digits, shortValue, valueWords } from '../audit/figures/metricWords';
import { printable } from '../audit/text/printable';
import { newerHsmType, type Metric } from '../audit/reference/metrics';
import type {
  ClusterHealth,
  HealthState,
  HsmReading,
  MetricReading,
} from '../sources/clusterHealth/healthReading';
import { comparisonSign } from '../sources/clusterHealth/alarmCondition';
import type { MetricAlarm } from '../sources/clusterHealth/healthSource';
import type { AlarmNode, HealthNode, MetricNode, ReadingNode } from './nodes';
import { readOut } from './readOut';
import type { StreamTime } from './streamTime';

export function healthItem({ list }: HealthNode, time: StreamTime): vscode.TreeItem {
  const item = new vscode.TreeItem(
    vscode.l10n.t('Health'),
    vscode.TreeItemCollapsibleState.Collapsed,
  );
  item.contextValue = 'health';
  item.iconPath = new vscode.ThemeIcon('pulse');
  item.tooltip = vscode.l10n.t(
    "The metrics of the cluster and its HSMs, and CloudWatch's alarms on them.",
  );
  if (list.last !== undefined) {
    item.description = vscode.l10n.t('as of {0} UTC', time.short(list.last.now));
  }
  readOut(item, item.tooltip);
  return item;
}

export function metricItem({ reading, health }: MetricNode, time: StreamTime): vscode.TreeItem {
  const { metric, hsms } = reading;
  const item = new vscode.TreeItem(
    metric.title,
    hsms.length > 0
      ? vscode.TreeItemCollapsibleState.Collapsed
      : vscode.TreeItemCollapsibleState.None,
  );
  const value = readingWords(reading);
  const state = stateWords(reading.state);
  item.contextValue = 'metric';
  item.iconPath = stateIcon(reading.state);
  item.description = value;
  item.tooltip = tooltip(reading, health, time);
  item.accessibilityInformation = { label: [metric.title, value, state].join(', ') };
  return item;
}

export function readingItem({ reading, parent }: ReadingNode, time: StreamTime): vscode.TreeItem {
  const { metric } = parent.reading;
  const item = new vscode.TreeItem(hsmWords(reading.hsm));
  item.contextValue = 'reading';
  item.iconPath = stateIcon(reading.state);
  item.description = valueThen(metric, reading, time);
  item.tooltip = [
    reading.value === undefined
      ? `${hsmWords(reading.hsm)}: ${item.description}`
      : `${hsmWords(reading.hsm)}: ${valueWords(metric, reading.value)}`,
    ...(reading.at === undefined ? [] : [time.long(reading.at)]),
    ...(reading.standing === undefined
      ? []
      : [vscode.l10n.t('CloudHSM says {0} of it.', printable(reading.standing))]),
  ].join('\n');
  readOut(item, stateWords(reading.state));
  return item;
}

export function alarmItem({ alarms }: AlarmNode, time: StreamTime): vscode.TreeItem {
  const [alarm] = alarms;
  const item = new vscode.TreeItem(printable(alarm.name));
  const state = alarmState(alarm.state);
  item.contextValue = 'alarm';
  item.iconPath = new vscode.ThemeIcon(
    alarm.state === 'ALARM' ? 'bell-dot' : 'bell',
    alarm.state === 'ALARM' ? new vscode.ThemeColor('problemsErrorIcon.foreground') : undefined,
  );
  const since =
    alarm.changed === undefined
      ? state
      : vscode.l10n.t('{0} since {1}', state, time.short(alarm.changed));
  item.description = since;
  item.tooltip = [
    vscode.l10n.t('Alarm {0}', printable(alarm.name)),
    alarmCondition(alarms),
    alarm.changed === undefined
      ? state
      : vscode.l10n.t('{0} since {1}', state, time.long(alarm.changed)),
  ].join('\n');
  item.accessibilityInformation = {
    label: vscode.l10n.t('Alarm {0}, {1}', printable(alarm.name), since),
  };
  return item;
}

/** A value, with its time where it is too old to say how the HSM is now, and CloudHSM's word where it is not «active». */
function valueThen(metric: Metric, reading: HsmReading, time: StreamTime): string {
  const { standing } = reading;
  const words = pointWords(metric, reading, time);
  return standing === undefined || standing === 'ACTIVE'
    ? words
    : `${words}, ${printable(standing)}`;
}

function pointWords(
  metric: Metric,
  { value, at, state, isUnread }: HsmReading,
  time: StreamTime,
): string {
  if (value === undefined || at === undefined) {
    return isUnread ? vscode.l10n.t('could not be read') : vscode.l10n.t('no data points');
  }
  const words = valueWords(metric, value);
  if (state === 'gone') {
    return vscode.l10n.t('{0} at {1}, no longer in the cluster', words, time.short(at));
  }
  return state === 'unknown'
    ? vscode.l10n.t('{0} at {1}, none since', words, time.short(at))
    : words;
}

function hsmWords(hsm: string | undefined): string {
  return hsm === undefined ? vscode.l10n.t('whole cluster') : printable(hsm);
}

/** `412 connections of 2,048`, `49.4 °C, limit 110 °C`, `no, 1 of 3 HSMs is silent`, or why there is no value. */
function readingWords(reading: MetricReading): string {
  const { metric, state, worst, isUnread, silent } = reading;
  if (state === 'unpublished') return vscode.l10n.t('not published on {0}', newerHsmType);
  if (worst === undefined) {
    return isUnread ? vscode.l10n.t('could not be read') : vscode.l10n.t('no data points');
  }
  const degraded = metric.name === 'HsmUnhealthy' ? degradedWords(reading) : [];
  return [valueOfLimit(reading, worst.value), ...degraded, ...silentWords(reading, silent)].join(
    ', ',
  );
}

function valueOfLimit({ metric, limit }: MetricReading, worst: number): string {
  const value = valueWords(metric, worst);
  if (limit === undefined) return value;
  // Nothing counts degrees «of» a limit.
  return metric.unit === '°C'
    ? vscode.l10n.t('{0}, limit {1}', value, valueWords(metric, limit))
    : vscode.l10n.t('{0} of {1}', value, digits(limit));
}

function silentWords({ hsms }: MetricReading, silent: readonly string[]): readonly string[] {
  if (silent.length === 0) return [];
  const all = hsms.filter(({ hsm, state }) => hsm !== undefined && state !== 'gone').length;
  return silent.length === 1
    ? [vscode.l10n.t('1 of {0} HSMs is silent', all)]
    : [vscode.l10n.t('{0} of {1} HSMs are silent', silent.length, all)];
}

function degradedWords({ hsms }: MetricReading): readonly string[] {
  const count = hsms.filter(({ standing }) => standing === 'DEGRADED').length;
  if (count === 0) return [];
  return [
    count === 1
      ? vscode.l10n.t('1 HSM is DEGRADED')
      : vscode.l10n.t('{0} HSMs are DEGRADED', count),
  ];
}

function stateWords(state: HealthState): string {
  switch (state) {
    case 'alarm':
      return vscode.l10n.t('in alarm');
    case 'concern':
      return vscode.l10n.t('needs attention');
    case 'fine':
      return vscode.l10n.t('fine');
    case 'unknown':
      return vscode.l10n.t('unknown');
    case 'unpublished':
      return vscode.l10n.t('not published');
    case 'gone':
      return vscode.l10n.t('no longer in the cluster');
  }
}

function stateIcon(state: HealthState): vscode.ThemeIcon {
  switch (state) {
    case 'alarm':
      return new vscode.ThemeIcon('error', new vscode.ThemeColor('problemsErrorIcon.foreground'));
    case 'concern':
      return new vscode.ThemeIcon(
        'warning',
        new vscode.ThemeColor('problemsWarningIcon.foreground'),
      );
    case 'fine':
      return new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed'));
    case 'unknown':
      return new vscode.ThemeIcon('question');
    case 'unpublished':
    case 'gone':
      return new vscode.ThemeIcon('circle-slash');
  }
}

function tooltip(reading: MetricReading, health: ClusterHealth, time: StreamTime): string {
  const { metric, worst, limit, concern, state, alarms, isUnread, silent } = reading;
  const lines = [`${metric.title} (${metric.name})`, vscode.l10n.t(metric.meaning)];
  if (metric.note !== undefined) lines.push(vscode.l10n.t(metric.note));
  if (limit !== undefined) lines.push(vscode.l10n.t('Limit: {0}', shortValue(metric, limit)));
  if (concern !== undefined) {
    const at = shortValue(metric, concern.at);
    const words =
      concern.side === 'above'
        ? vscode.l10n.t('Needs attention from {0} on', at)
        : vscode.l10n.t('Needs attention from {0} down', at);
    lines.push(
      concern.from === 'guidance'
        ? vscode.l10n.t("{0}, as AWS's guidance has it.", words)
        : vscode.l10n.t('{0}.', words),
    );
  }
  if (isUnread) {
    lines.push(vscode.l10n.t('CloudWatch did not give all points of the last hours.'));
  }
  if (silent.length > 0) {
    lines.push(
      vscode.l10n.t(
        'No point of the last 20 minutes: {0}. An HSM that has failed may publish nothing.',
        silent.map((hsm) => printable(hsm)).join(', '),
      ),
    );
  }
  if (worst !== undefined) lines.push(vscode.l10n.t('Newest point: {0}', time.long(worst.at)));
  else if (state === 'unpublished') {
    lines.push(vscode.l10n.t('HSMs of the type {0} do not publish it.', newerHsmType));
  } else if (!metric.onNewerType && health.facts?.hsmType === undefined) {
    lines.push(
      vscode.l10n.t(
        'CloudWatch has no point of the last hours. HSMs of the type {0} do not publish it.',
        newerHsmType,
      ),
    );
  } else if (!isUnread) lines.push(vscode.l10n.t('CloudWatch has no point of the last hours.'));
  for (const alarm of alarms) lines.push(`${printable(alarm.name)}: ${alarmState(alarm.state)}`);
  return lines.join('\n');
}

function alarmState(state: MetricAlarm['state']): string {
  switch (state) {
    case 'ALARM':
      return vscode.l10n.t('in alarm');
    case 'OK':
      return vscode.l10n.t('OK');
    case 'INSUFFICIENT_DATA':
      return vscode.l10n.t('not enough data');
  }
}

/** `HsmSessionCount (hsm-a) ≥ 1,800`, `HsmKeysSessionOccupied, HsmKeysTokenOccupied: m1 + m2 ≥ 2,500` */
function alarmCondition(alarms: AlarmNode['alarms']): string {
  const [alarm] = alarms;
  const watched = alarms.map(({ metricName, hsm }) =>
    hsm === undefined ? printable(metricName) : `${printable(metricName)} (${printable(hsm)})`,
  );
  const what = alarm.expression === undefined ? '' : `: ${printable(alarm.expression)}`;
  const threshold = alarm.threshold === undefined ? '' : digits(alarm.threshold, 2);
  const sign = printable(comparisonSign(alarm));
  return `${watched.join(', ')}${what} ${sign} ${threshold}`.trim();
}
