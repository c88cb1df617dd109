import type { MetricAlarm } from '../sources/clusterHealth/healthSource';
import type { AlarmNode } from './nodes';

/** The alarms of a cluster, each once: one on several metrics is told for each of them. */
export function alarmsByName(told: readonly MetricAlarm[]): readonly AlarmNode['alarms'][] {
  const alarms = new Map<string, [MetricAlarm, ...MetricAlarm[]]>();
  for (const alarm of told) {
    const same = alarms.get(alarm.name);
    if (same === undefined) alarms.set(alarm.name, [alarm]);
    else same.push(alarm);
  }
  return [...alarms.values()];
}
