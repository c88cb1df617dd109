import * as l10n from '@vscode/l10n';
import { changeNames } from '../audit/reference/trailEvents';
import { AuditLog } from '../audit/table/auditLog';
import { isoTime } from '../audit/time/moments';
import { mayConcern, type TrailEvent } from '../audit/trail/trailEvent';
import { clusterId, type HealthSource } from '../sources/clusterHealth/healthSource';
import { readTrail, type TrailReading } from '../sources/clusterHealth/trailReading';
import { asHumanError } from '../sources/humanError';
import type { Cluster, LogSource, LogStream } from '../sources/logSource';
import { mayHaveEventsSince } from '../sources/streamsSince';
import type { TimeRange } from '../sources/timeRange';
import { settled, within, type Patience } from './patience';
import type { StreamLog } from './timelineEvents';

/** More events than this are read in their own documents. */
const mostEvents = 200_000;
/** Six requests take three seconds, the service's quota being two a second. */
const mostTrailPages = 6;
/** As many streams as a cluster can have HSMs, and as many again that are gone. */
const mostStreams = 56;

/** What is over the metrics, and what of it could not be read. */
export interface LoadedEvents {
  readonly streams: readonly StreamLog[];
  readonly trail: readonly TrailEvent[];
  /** Unix ms: not all that CloudTrail has before is here; undefined where it is. */
  readonly trailCutAt: number | undefined;
  readonly notes: readonly string[];
  readonly causes: readonly unknown[];
}

/** Why a part of it could not be read. */
interface Read {
  readonly causes: readonly unknown[];
}

/**
 * Reads the events of a range from every HSM's stream and from CloudTrail, each on its own. CloudTrail answers two
 * requests a second: where it takes longer than that, the events of the HSMs come without it first, and with it then.
 */
export async function* loadEvents(
  source: LogSource,
  health: HealthSource,
  cluster: Cluster,
  range: TimeRange,
  signal: AbortSignal,
  patience: Patience,
): AsyncGenerator<LoadedEvents> {
  const reading = settled(trailEvents(health, cluster, range, signal));
  const streams = await settled(streamLogs(source, cluster, range, signal));
  signal.throwIfAborted();
  const early = await within(reading, patience);
  signal.throwIfAborted();
  if (early === undefined) {
    const notRead = { events: [], cutAt: range.to, partNames: [], causes: [], isComing: true };
    yield loadedEvents(streams, { status: 'fulfilled', value: notRead });
  }
  const late = early ?? (await reading);
  signal.throwIfAborted();
  yield loadedEvents(streams, late);
}

type TrailEvents = Read &
  Pick<TrailReading, 'events' | 'cutAt' | 'partNames'> & { readonly isComing?: boolean };
type StreamLogs = Read & { readonly logs: readonly StreamLog[]; readonly isCut: boolean };

function loadedEvents(
  streams: PromiseSettledResult<StreamLogs>,
  trail: PromiseSettledResult<TrailEvents>,
): LoadedEvents {
  const failed = [streams, trail].flatMap((part) =>
    part.status === 'rejected' ? [part.reason as unknown] : part.value.causes,
  );
  return {
    streams: streams.status === 'fulfilled' ? streams.value.logs : [],
    trail: trail.status === 'fulfilled' ? trail.value.events : [],
    trailCutAt: trail.status === 'fulfilled' ? trail.value.cutAt : undefined,
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
      ...(trail.status === 'fulfilled' ? trailNotes(trail.value) : []),
    ],
    causes: failed,
  };
}

function trailNotes({ cutAt, partNames, isComing }: TrailEvents): readonly string[] {
  if (isComing === true) return [l10n.t('CloudTrail is still being read.')];
  if (cutAt === undefined) return [];
  if (partNames.length === changeNames.length) {
    return [l10n.t('Not all that CloudTrail has before {0} was read.', isoTime(cutAt))];
  }
  return [
    l10n.t(
      'Of CloudTrail before {0} only calls that change more than tags are shown. Mark a time and open its events for the rest.',
      isoTime(cutAt),
    ),
    ...(partNames.length === 0
      ? []
      : [l10n.t('Of these not all was looked through: {0}.', partNames.join(', '))]),
  ];
}

async function streamLogs(
  source: LogSource,
  cluster: Cluster,
  range: TimeRange,
  signal: AbortSignal,
): Promise<StreamLogs> {
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
    let oldest = range.to;
    let cutAt: number | undefined;
    try {
      for await (const { events } of source.read(stream, { direction: 'older', range, signal })) {
        const taken = events.slice(-share);
        texts.unshift(...taken.map(({ message }) => `${message}\n\n`));
        share -= taken.length;
        left -= taken.length;
        oldest = taken[0]?.timestamp ?? oldest;
        if (share > 0) continue;
        isCut = true;
        cutAt = oldest;
        break;
      }
    } catch (error) {
      causes.push(error); // what came of it is shown, and the others are read
      cutAt = oldest;
    }
    signal.throwIfAborted();
    logs.push({ stream: stream.name, log: AuditLog.of(texts.join('')), cutAt });
  }
  // Of those that are too many nothing is known.
  const others = wanted.slice(mostStreams).map(({ name }) => ({
    stream: name,
    log: AuditLog.of(''),
    cutAt: range.to,
  }));
  logs.push(...others);
  return { logs, causes, isCut };
}

async function trailEvents(
  health: HealthSource,
  cluster: Cluster,
  range: TimeRange,
  signal: AbortSignal,
): Promise<TrailEvents> {
  const { events, cutAt, partNames, cause } = await readTrail(
    health,
    { range, signal },
    mostTrailPages,
  );
  return {
    events: events.filter((event) => mayConcern(event, clusterId(cluster))),
    cutAt,
    partNames,
    causes: cause === undefined ? [] : [cause],
  };
}
