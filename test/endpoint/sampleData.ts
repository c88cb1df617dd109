import { isDeepStrictEqual } from 'node:util';
import type { AlarmHistoryItem } from '@aws-sdk/client-cloudwatch';
import { metricNamespace } from '../../src/audit/reference/metrics';
import {
  clusterId,
  serviceRoleName,
  type ClusterFacts,
  type HealthSource,
} from '../../src/sources/clusterHealth/healthSource';
import type { Cluster, LogSource, StoredEvent } from '../../src/sources/logSource';
import { listedItems } from '../fixtures/listedItems';
import type { Endpoint } from './server';
import type { StoredCluster, StoredTrailEvent, Surroundings } from './surroundings';

/**
 * Copies every cluster, stream and event of a source into the endpoint, oldest event first. A stream
 * without events is there too, empty.
 */
export async function fillWithSample(
  endpoint: Pick<Endpoint, 'store'>,
  source: LogSource,
): Promise<void> {
  for (const cluster of await listedItems(source.clusters())) {
    for (const stream of await listedItems(source.streams(cluster))) {
      const events: StoredEvent[] = [];
      for await (const page of source.read(stream, { direction: 'newer' })) {
        events.push(...page.events);
      }
      endpoint.store.seed(cluster.logGroup, stream.name, events);
    }
  }
}

const hour = 60 * 60 * 1000;

/**
 * Copies what a source knows around its logs into the endpoint: metrics of some hours, alarms, the
 * clusters, the role of CloudHSM and CloudTrail.
 *
 * @param hours how far back the metrics go from the source's now
 */
export async function fillWithHealth(
  { surroundings }: Pick<Endpoint, 'surroundings'>,
  source: LogSource & Required<Pick<LogSource, 'health'>>,
  hours: number,
): Promise<void> {
  const health = await source.health();
  const now = health.now();
  for (const cluster of await listedItems(source.clusters())) {
    for (let from = now - hours * hour; from < now; from += 24 * hour) {
      await addMetrics(surroundings, cluster, health, {
        from,
        to: Math.min(now, from + 24 * hour),
      });
    }
    for (const alarm of await health.alarms(cluster)) {
      surroundings.alarms.push({
        AlarmName: alarm.name,
        Namespace: metricNamespace,
        MetricName: alarm.metricName,
        Dimensions: [{ Name: 'ClusterId', Value: clusterId(cluster) }],
        StateValue: alarm.state,
        ...(alarm.changed !== undefined && { StateTransitionedTimestamp: new Date(alarm.changed) }),
        ComparisonOperator: alarm.comparison as 'GreaterThanOrEqualToThreshold',
        ...(alarm.threshold !== undefined && { Threshold: alarm.threshold }),
        Statistic: 'Maximum',
        Period: 300,
      });
    }
    const shown = { from: now - hours * hour, to: now };
    for (const time of await health.alarmTimes(await health.alarms(cluster), shown)) {
      if (time.from > shown.from)
        surroundings.alarmHistory.push(change(time.alarm, time.from, 'ALARM'));
      if (time.to < shown.to) surroundings.alarmHistory.push(change(time.alarm, time.to, 'OK'));
    }
  }
  for (const facts of await listedItems(health.allFacts())) {
    surroundings.clusters.push(storedCluster(facts));
  }
  const role = await health.serviceRole();
  if (role !== undefined) surroundings.roles.push({ RoleName: serviceRoleName, Arn: role });
  for await (const { records } of health.trail()) {
    for (const record of records) surroundings.trail.push(JSON.parse(record) as StoredTrailEvent);
  }
}

function change(alarm: string, time: number, to: 'ALARM' | 'OK'): AlarmHistoryItem {
  const from = to === 'OK' ? 'ALARM' : 'OK';
  return {
    AlarmName: alarm,
    AlarmType: 'MetricAlarm',
    Timestamp: new Date(time),
    HistoryItemType: 'StateUpdate',
    HistorySummary: `Alarm updated from ${from} to ${to}`,
    HistoryData: JSON.stringify({
      version: '1.0',
      oldState: { stateValue: from },
      newState: { stateValue: to },
    }),
  };
}

async function addMetrics(
  { metrics }: Surroundings,
  cluster: Cluster,
  health: HealthSource,
  range: { readonly from: number; readonly to: number },
): Promise<void> {
  for (const { metric, hsm, times, values } of (await health.metrics(cluster, range)).series) {
    const points = times.map((time, index) => [time, values[index] ?? 0] as const);
    // As CloudHSM does: each point for the HSM, and again for the cluster.
    for (const own of hsm === undefined ? [{}] : [{ HsmId: hsm }, {}]) {
      const dimensions: Record<string, string> = {
        Region: 'eu-central-1',
        ClusterId: clusterId(cluster),
        ...own,
      };
      const known = metrics.findIndex(
        ({ name, dimensions: other }) => name === metric && isDeepStrictEqual(other, dimensions),
      );
      const before = known < 0 ? [] : metrics.splice(known, 1).flatMap((one) => one.points);
      const all = [...before, ...points];
      metrics.push({ namespace: metricNamespace, name: metric, dimensions, points: all });
    }
  }
}

function storedCluster(facts: ClusterFacts): StoredCluster {
  return {
    ClusterId: facts.id,
    State: facts.state ?? '',
    HsmType: facts.hsmType ?? '',
    Mode: facts.mode ?? 'FIPS',
    CreateTimestamp: new Date(facts.created ?? 0),
    VpcId: facts.vpc ?? '',
    BackupRetentionPolicy: { Type: 'DAYS', Value: String(facts.backupDays ?? 90) },
    Hsms: facts.hsms.map(({ id, state, zone, address }) => ({
      HsmId: id,
      State: state ?? '',
      AvailabilityZone: zone ?? '',
      EniIp: address ?? '',
    })),
  };
}
