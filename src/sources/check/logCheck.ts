import * as l10n from '@vscode/l10n';
import { shellWord } from '../../audit/text/shellWord';
import {
  clusterStep,
  groupStep,
  newestStep,
  readStep,
  retentionStep,
  roleStep,
  searchStep,
  streamStep,
  type Attempt,
  type CheckStep,
} from './checkSteps';
import { HumanError } from '../humanError';
import type { ClusterFacts, HealthSource } from '../clusterHealth/healthSource';
import type { Cluster, LogSource, LogStream, StreamName } from '../logSource';

/** Why a cluster has no logs: walks from the cluster to its newest event. */

/** The cluster in question and where it is looked for. */
export interface CheckedCluster {
  readonly cluster: Cluster;
  readonly source: LogSource;
  readonly region: string | undefined;
  readonly profile: string | undefined;
  /** Unix ms. */
  readonly now: number;
}

/** Streams that are looked at for the newest event: those with the newest come first. */
const mostStreams = 200;

/** How far around the newest event a search looks, in ms. */
const searchedMs = 60_000;

/** Walks the whole chain; a step that fails does not end it. Throws for a cancellation only. */
export async function checkLogs(
  { cluster, source, region, profile, now }: CheckedCluster,
  signal?: AbortSignal,
): Promise<readonly CheckStep[]> {
  const where = [
    ...(region === undefined ? [] : ['--region', region]),
    ...(profile === undefined ? [] : ['--profile', profile]),
  ];
  const aws = (...words: readonly string[]): string =>
    ['aws', ...words, ...where].map(shellWord).join(' ');
  const [facts, role, group, streams] = await Promise.all([
    attempt(factsOf(source, cluster, signal), signal),
    attempt(roleOf(source, signal), signal),
    attempt(groupOf(source, cluster, signal), signal),
    attempt(streamsOf(source, cluster, signal), signal),
  ]);
  const hasGroup = 'error' in group ? undefined : group.value !== undefined;
  const newest = 'error' in streams ? undefined : streams.value[0];
  return [
    clusterStep(cluster, facts, region, aws),
    groupStep(cluster, group, region, aws),
    roleStep(role, hasGroup, aws),
    streamStep(facts, streams, hasGroup),
    retentionStep(cluster, group, hasGroup, aws),
    newestStep(facts, streams, group, now),
    readStep(newest, newest && (await attempt(firstPage(source, newest, signal), signal))),
    // A source that reads no patterns is searched by reading.
    ...(source.search === undefined
      ? []
      : [searchStep(newest && (await attempt(firstFound(source, newest, now, signal), signal)))]),
  ];
}

/** What the steps say together, in a sentence. */
export function verdict(steps: readonly CheckStep[]): string {
  const has = (wanted: CheckStep['outcome']): boolean =>
    steps.some(({ outcome }) => outcome === wanted);
  if (has('failed')) return l10n.t('The first step that failed is where to begin.');
  return has('unknown')
    ? l10n.t('Nothing failed; of some steps it is not known.')
    : l10n.t('Nothing is wrong: logs are written and can be read.');
}

async function attempt<Value>(
  made: Promise<Value>,
  signal: AbortSignal | undefined,
): Promise<Attempt<Value>> {
  try {
    return { value: await made };
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof HumanError) return { error };
    throw error;
  }
}

async function factsOf(
  source: LogSource,
  cluster: Cluster,
  signal: AbortSignal | undefined,
): Promise<ClusterFacts | undefined> {
  return (await healthOf(source)).facts(cluster, signal);
}

async function roleOf(
  source: LogSource,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  return (await healthOf(source)).serviceRole(signal);
}

async function healthOf(source: LogSource): Promise<HealthSource> {
  const health = await source.health?.();
  if (health === undefined) throw new HumanError(l10n.t('This connection knows logs only.'));
  return health;
}

async function groupOf(
  source: LogSource,
  { logGroup }: Cluster,
  signal: AbortSignal | undefined,
): Promise<Cluster | undefined> {
  for await (const { items } of source.clusters(signal)) {
    const found = items.find((cluster) => cluster.logGroup === logGroup);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function streamsOf(
  source: LogSource,
  cluster: Cluster,
  signal: AbortSignal | undefined,
): Promise<readonly LogStream[]> {
  const streams: LogStream[] = [];
  for await (const { items } of source.streams(cluster, signal)) {
    streams.push(...items);
    if (streams.length >= mostStreams) break;
  }
  return streams;
}

/** Searches around the newest event, so that little is looked through. */
async function firstFound(
  source: LogSource,
  { cluster, name, lastEventTime }: LogStream,
  now: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const time = lastEventTime ?? now;
  const range = { from: time - searchedMs, to: time + searchedMs };
  const options = { pattern: '', stream: name, range, ...(signal !== undefined && { signal }) };
  const pages = source.search?.(cluster, options)[Symbol.asyncIterator]();
  await pages?.next(); // an answer says that it is allowed, whatever is in it
  await pages?.return?.();
}

async function firstPage(
  source: LogSource,
  stream: StreamName,
  signal: AbortSignal | undefined,
): Promise<void> {
  const options = { direction: 'older' as const, ...(signal !== undefined && { signal }) };
  for await (const page of source.read(stream, options)) {
    if (page.events.length > 0) return;
  }
}
