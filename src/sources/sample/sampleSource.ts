import * as l10n from '@vscode/l10n';

import { defaultLogGroupPrefix } from '../connections/connection';
import { HumanError } from '../humanError';
import type {
  Cluster,
  EventPage,
  ListPage,
  LogSource,
  LogStream,
  ReadOptions,
  StreamName,
} from '../logSource';
import { allTime } from '../timeRange';
import { clusterName } from './cast';
import { SampleHealth } from './sampleHealth';
import { type SampleStream, tellStory } from './story';

export interface SampleOptions {
  /** The same seed gives the same bytes. */
  readonly seed?: number;
  /** Events a page. */
  readonly pageSize?: number;
}

const defaultSeed = 1;
const defaultPageSize = 160;

const cluster: Cluster = {
  logGroup: defaultLogGroupPrefix + clusterName,
  name: clusterName,
  arn: undefined,
};

/** The bundled sample: one cluster whose log is made when it is first asked for. */
export class SampleSource implements LogSource {
  private readonly seed: number;
  private readonly pageSize: number;
  private told: readonly SampleStream[] | undefined;
  private readonly around = new SampleHealth(() => this.story);

  constructor({ seed = defaultSeed, pageSize = defaultPageSize }: SampleOptions = {}) {
    this.seed = seed;
    this.pageSize = pageSize;
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- the contract is asynchronous, the sample is at hand
  async *clusters(signal?: AbortSignal): AsyncIterable<ListPage<Cluster>> {
    signal?.throwIfAborted();
    yield { items: [cluster], hasMore: false };
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- as above
  async *streams(of: Cluster, signal?: AbortSignal): AsyncIterable<ListPage<LogStream>> {
    signal?.throwIfAborted();
    if (of.logGroup !== cluster.logGroup) throw notInSample(of.logGroup);
    const items = this.story
      .map(({ name, kind, events }) => ({
        cluster,
        name,
        kind,
        arn: undefined,
        lastEventTime: events.at(-1)?.timestamp,
      }))
      .sort((one, other) => (other.lastEventTime ?? 0) - (one.lastEventTime ?? 0));
    yield { items, hasMore: false };
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- as above
  async *read(
    stream: StreamName,
    { direction, range = allTime, from, signal }: ReadOptions,
  ): AsyncIterable<EventPage> {
    const told =
      stream.cluster.logGroup === cluster.logGroup
        ? this.story.find(({ name }) => name === stream.name)
        : undefined;
    if (!told) throw notInSample(`${stream.cluster.logGroup}/${stream.name}`);

    const events = told.events.filter(
      ({ timestamp }) => timestamp >= range.from && timestamp < range.to,
    );
    const older = direction === 'older';
    const step = older ? -this.pageSize : this.pageSize;
    let place = older ? events.length : 0;
    if (from !== undefined) place = placeOf(from, direction, events.length);
    for (;;) {
      signal?.throwIfAborted();
      const next = Math.min(Math.max(place + step, 0), events.length);
      const ended = next === (older ? 0 : events.length);
      yield {
        events: events.slice(Math.min(place, next), Math.max(place, next)),
        next: ended ? undefined : `${direction}:${next}`,
      };
      if (ended) return;
      place = next;
    }
  }

  health(): Promise<SampleHealth> {
    return Promise.resolve(this.around);
  }

  private get story(): readonly SampleStream[] {
    return (this.told ??= tellStory(this.seed));
  }
}

function placeOf(from: string, direction: string, count: number): number {
  const [given, digits] = from.split(':');
  const place = Number(digits);
  if (given === direction && Number.isInteger(place) && place >= 0 && place <= count) return place;
  throw new HumanError(
    l10n.t('This place in the log is no longer known. Open the log again.'),
    'retry',
  );
}

function notInSample(name: string): HumanError {
  return new HumanError(l10n.t('The sample has no log "{0}". Refresh the list.', name), 'retry');
}
