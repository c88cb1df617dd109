import * as l10n from '@vscode/l10n';
import { AuditLog } from '../audit/table/auditLog';
import { trailRecords } from '../audit/trail/trailRecords';
import { mayConcern, type TrailEvent } from '../audit/trail/trailEvent';
import { clusterId, type HealthSource } from '../sources/clusterHealth/healthSource';
import { asHumanError } from '../sources/humanError';
import type { Cluster, LogSource, LogStream } from '../sources/logSource';
import { mayHaveEventsSince } from '../sources/streamsSince';
import type { TimeRange } from '../sources/timeRange';
import type { StreamLog } from './timelineEvents';

/** More events than this are read in their own documents. */
const mostEvents = 200_000;
/** Ten requests take five seconds, the service's quota being two a second. */
const mostTrailPages = 10;
/** As many streams as a cluster can have HSMs, and as many again that are gone. */
const mostStreams = 56;

/** What is over the metrics, and what of it could not be read. */
export interface LoadedEvents {
  readonly streams: readonly StreamLog[];
  readonly trail: readonly TrailEvent[];
  readonly notes: readonly string[];
  readonly causes: readonly unknown[];
}

interface Read {
  /** Why a part of it could not be read. */
  readonly causes: readonly unknown[];
  /** Whether there is more than was read. */
  readonly isCut: boolean;
}

/** Reads the events of a range from every HSM's stream and from CloudTrail, each on its own. */
export async function loadEvents(
  source: LogSource,
  health: HealthSource,
  cluster: Cluster,
  range: TimeRange,
  signal: AbortSignal,
): Promise<LoadedEvents> {
  const [streams, trail] = await Promise.allSettled([
    streamLogs(source, cluster, range, signal),
    trailEvents(health, cluster, range, signal),
  ]);
  signal.throwIfAborted();
  const failed = [streams, trail].flatMap((part) =>
    part.status === 'rejected' ? [part.reason as unknown] : part.value.causes,
  );
  return {
    streams: streams.status === 'fulfilled' ? streams.value.logs : [],
    trail: trail.status === 'fulfilled' ? trail.value.events : [],
    notes: [
      ...new Set(failed.map((cause) => asHumanError(cause).message)),
      ...(streams.status === 'fulfilled' && streams.value.isCut
        ? [
            l10n.t(
              'Only the newest events of each HSM are shown, {0} in all. Choose a shorter time to see all.',
              mostEvents.toLocaleString('en-US'),
            ),
          ]
        : []),
      ...(trail.status === 'fulfilled' && trail.value.isCut
        ? [
            l10n.t(
              'Older CloudTrail events of this time are left out. Open CloudTrail Events has more.',
            ),
          ]
        : []),
    ],
    causes: failed,
  };
}

async function streamLogs(
  source: LogSource,
  cluster: Cluster,
  range: TimeRange,
  signal: AbortSignal,
): Promise<Read & { readonly logs: readonly StreamLog[] }> {
  const wanted: LogStream[] = [];
  for await (const { items } of source.streams(cluster, signal)) {
    wanted.push(
      ...items.filter((one) => one.kind === 'hsm' && mayHaveEventsSince(one, range.from)),
    );
  }
  const streams = wanted.slice(0, mostStreams);
  const logs: StreamLog[] = [];
  const causes: unknown[] = [];
  let isCut = streams.length < wanted.length;
  let left = mostEvents;
  for (const [index, stream] of streams.entries()) {
    // A busy HSM leaves the others their share; a quiet one leaves them its own.
    let share = Math.floor(left / (streams.length - index));
    const texts: string[] = [];
    try {
      for await (const { events } of source.read(stream, { direction: 'older', range, signal })) {
        const taken = events.slice(-share);
        texts.unshift(...taken.map(({ message }) => `${message}\n\n`));
        share -= taken.length;
        left -= taken.length;
        if (share > 0) continue;
        isCut = true;
        break;
      }
    } catch (error) {
      causes.push(error); // what came of it is shown, and the others are read
    }
    signal.throwIfAborted();
    logs.push({ stream: stream.name, log: AuditLog.of(texts.join('')) });
  }
  return { logs, causes, isCut };
}

async function trailEvents(
  health: HealthSource,
  cluster: Cluster,
  range: TimeRange,
  signal: AbortSignal,
): Promise<Read & { readonly events: readonly TrailEvent[] }> {
  const events: TrailEvent[] = [];
  let pages = 0;
  try {
    for await (const { records, hasMore } of health.trail({ range, signal })) {
      const read = records.flatMap((record) => trailRecords(record).events);
      events.push(...read.filter((event) => mayConcern(event, clusterId(cluster))));
      pages += 1;
      if (pages >= mostTrailPages && hasMore) return { events, causes: [], isCut: true };
    }
  } catch (error) {
    return { events, causes: [error], isCut: false };
  }
  return { events, causes: [], isCut: false };
}
