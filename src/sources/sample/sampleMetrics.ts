import { metricNames, type MetricName } from '../../audit/reference/metrics';
import type { ClusterMetrics, MetricSeries } from '../clusterHealth/healthSource';
import type { TimeRange } from '../timeRange';
import type { ClusterHistory } from './clusterHistory';

const minute = 60_000;
const day = 24 * 60 * minute;

/** An HSM's time in the cluster. The metrics come from the service, so a failing HSM still has some. */
interface HsmLife {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  /** From when on it is unhealthy; it grows hot before. */
  readonly failing?: number;
  /** Makes the HSMs differ. */
  readonly phase: number;
}

const utc = (moment: string): number => Date.parse(`${moment.replace(' ', 'T')}Z`);

const lives: readonly HsmLife[] = [
  { id: 'hsm-a4tzqk7wnme', from: utc('2026-03-02 08:57:00'), to: Infinity, phase: 1 },
  {
    id: 'hsm-b6jx3rfdhyu',
    from: utc('2026-03-02 10:06:00'),
    to: utc('2026-03-26 06:47:00'),
    failing: utc('2026-03-26 06:21:00'),
    phase: 2,
  },
  { id: 'hsm-c2pmvg5lsoa', from: utc('2026-03-26 07:24:00'), to: Infinity, phase: 3 },
];

/** A night on which CloudWatch got nothing of the first HSM. */
const gap = {
  hsm: 'hsm-a4tzqk7wnme',
  from: utc('2026-04-08 01:00:00'),
  to: utc('2026-04-08 02:10:00'),
};

const mostUsers = 1024;
const heatingMs = 50 * minute;

/** The sample's metrics at any moment, the same at every asking. */
export class SampleMetrics {
  /** @param end Unix ms: no point is later */
  constructor(
    private readonly history: ClusterHistory,
    private readonly end: number,
  ) {}

  /** @param periodMs what one point stands for; the value nearest to trouble of each is given */
  read(range: TimeRange, periodMs: number): ClusterMetrics {
    const series = lives.flatMap((life) =>
      metricNames.map((metric) => this.series(metric, life, range, periodMs)),
    );
    return {
      range,
      periodMs,
      series: series.filter(({ times }) => times.length > 0),
      unread: [],
      notes: [],
    };
  }

  private series(
    metric: MetricName,
    life: HsmLife,
    { from, to }: TimeRange,
    periodMs: number,
  ): MetricSeries {
    const times: number[] = [];
    const values: number[] = [];
    const step = Math.max(minute, Math.min(periodMs, 5 * minute));
    const last = Math.min(to, this.end, life.to);
    for (let start = Math.floor(from / periodMs) * periodMs; start < last; start += periodMs) {
      let worst: number | undefined;
      for (let time = start; time < Math.min(start + periodMs, last); time += step) {
        if (time < life.from || isInGap(life, time)) continue;
        const value = this.value(metric, life, time);
        if (worst === undefined) worst = value;
        else if (metric === 'HsmUsersAvailable') worst = Math.min(worst, value);
        else worst = Math.max(worst, value);
      }
      if (worst === undefined) continue;
      times.push(start);
      values.push(worst);
    }
    return { metric, hsm: life.id, times, values };
  }

  private value(metric: MetricName, life: HsmLife, time: number): number {
    const { users, tokenKeys, sessionKeys, clients } = this.history;
    const isFailing = life.failing !== undefined && time >= life.failing;
    switch (metric) {
      case 'HsmUnhealthy':
        return isFailing ? 1 : 0;
      case 'HsmTemperature':
        return temperature(life, time);
      case 'HsmKeysSessionOccupied':
        return sessionKeys.at(time);
      case 'HsmKeysTokenOccupied':
        return tokenKeys.at(time);
      case 'HsmSslCtxsOccupied':
        return isFailing ? 1 : clients.at(time) + 1;
      case 'HsmSessionCount':
        return isFailing ? 2 : 2 * clients.at(time) + 2;
      case 'HsmUsersAvailable':
        return mostUsers - users.at(time);
      case 'HsmUsersMax':
        return mostUsers;
      case 'InterfaceEth2OctetsInput':
        return octets(life, time, 310);
      case 'InterfaceEth2OctetsOutput':
        return octets(life, time, 220);
    }
  }
}

function isInGap({ id }: HsmLife, time: number): boolean {
  return id === gap.hsm && time >= gap.from && time < gap.to;
}

/** Warmer at noon; a failing HSM heats up. */
function temperature({ phase, failing }: HsmLife, time: number): number {
  const base = 47 + phase + 3 * Math.sin(((time % day) / day) * 2 * Math.PI - Math.PI / 2);
  const heating =
    failing === undefined ? 0 : Math.min(1, Math.max(0, (time - failing + heatingMs) / heatingMs));
  return Math.round((base + noise(time, phase) + 46 * heating ** 2) * 10) / 10;
}

/** A counter: more by day than by night, and from 0 on when the HSM starts. */
function octets({ from, phase }: HsmLife, time: number, perSecond: number): number {
  const seconds = (time - from) / 1000;
  const wave =
    (86_400 / (2 * Math.PI)) * Math.cos(((seconds + phase * 900) / 86_400) * 2 * Math.PI);
  return Math.round(perSecond * (seconds - 0.6 * wave + 0.6 * (86_400 / (2 * Math.PI))));
}

/** Up to half a degree, the same for the same minute. */
function noise(time: number, phase: number): number {
  const mixed = Math.imul(Math.floor(time / minute) + phase * 7919, 0x9e3779b1) >>> 8;
  return (mixed % 1000) / 1000 - 0.5;
}
