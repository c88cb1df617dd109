import type { Clock } from '../../../../src/sources/clock';
import { HumanError } from '../../../../src/sources/humanError';
import type {
  EventPage,
  LiveOptions,
  LiveUpdate,
  LogSource,
  LogStream,
  ListPage,
  ReadOptions,
  StoredEvent,
  StreamName,
} from '../../../../src/sources/logSource';
import { MemorySource } from '../fetch/memorySource';

export const cluster = { logGroup: '/aws/cloudhsm/cluster-a', name: 'cluster-a', arn: undefined };

/** What happens in a second of a session: what is sent, or how it ends. */
export type Second =
  | {
      readonly sent: readonly (readonly [stream: string, event: StoredEvent])[];
      readonly sampled?: true;
    }
  | 'ends'
  | 'silent'
  | Error;

/** A cluster in memory whose live sessions go as they are told. */
export class LiveSource implements LogSource {
  readonly streamsByName = new Map<string, MemorySource>();
  /** What each session's seconds are; an error in its place: it does not begin. */
  sessions: ((second: number) => Second)[] = [];
  sessionErrors: (Error | undefined)[] = [];
  begun = 0;
  reads = 0;
  /** How long a page takes, in ms. */
  pageMs = 0;
  /** Called before each page; what it throws is the answer. */
  beforePage: () => void = () => undefined;

  constructor(private readonly clock: Clock) {}

  add(name: string, ...events: readonly StoredEvent[]): void {
    const known = this.streamsByName.get(name) ?? new MemorySource([], 100);
    this.streamsByName.set(name, known);
    known.add(events);
  }

  // eslint-disable-next-line require-yield, @typescript-eslint/require-await -- not what is tested
  async *clusters(): AsyncIterable<never> {
    throw new Error('The clusters were asked for.');
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- the contract is asynchronous
  async *streams(): AsyncIterable<ListPage<LogStream>> {
    const items = [...this.streamsByName.keys()].map((name): LogStream => ({
      cluster,
      name,
      kind: 'hsm',
      arn: undefined,
      lastEventTime: undefined,
    }));
    yield { items, hasMore: false };
  }

  async *read({ name }: StreamName, options: ReadOptions): AsyncIterable<EventPage> {
    this.reads++;
    this.beforePage();
    const stream = this.streamsByName.get(name);
    if (stream === undefined) throw new HumanError(`There is no stream ${name}.`);
    for await (const page of stream.read(name, options)) {
      if (this.pageMs > 0) await this.clock.sleep(this.pageMs, options.signal);
      yield page;
    }
  }

  async *liveTail(_cluster: unknown, { signal }: LiveOptions): AsyncIterable<LiveUpdate> {
    const number = this.begun++;
    const refusal = this.sessionErrors[number];
    await Promise.resolve();
    if (refusal !== undefined) throw refusal;
    yield { events: [], isSampled: false };
    const session = this.sessions[number] ?? ((): Second => ({ sent: [] }));
    for (let second = 1; ; second++) {
      await this.clock.sleep(1000, signal);
      const now = session(second);
      if (now === 'ends') return;
      if (now === 'silent') return await new Promise<never>(() => undefined);
      if (now instanceof Error) throw now;
      yield {
        events: now.sent.map(([streamName, event]) => ({ streamName, event })),
        isSampled: now.sampled ?? false,
      };
    }
  }
}
