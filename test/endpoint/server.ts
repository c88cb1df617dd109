import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once, setMaxListeners } from 'node:events';
import type { Account } from './account';
import { systemClock, type Clock } from './clock';
import { checkCaller, dispatch } from './dispatch';
import { faultError } from './faultError';
import { isStructure } from './inputMembers';
import { EventStream } from './eventStream';
import { Faults, type DrawnFaults } from './faults';
import { IdleStop } from './idleStop';
import { LiveSessions, type LiveTailOptions } from './liveSessions';
import { Queries, type InsightsOptions, type QueryEnd } from './insights/queries';
import { Quotas, type OperationQuotas } from './quotas';
import { SERVICE_PAGE, type PageLimits } from './pageRoom';
import {
  answerOf,
  errorAnswerOf,
  readRequest,
  sendAnswer,
  sendEventStream,
  type Sending,
  type ServiceRequest,
} from './protocol';
import { seededRandom, type Random } from './seededRandom';
import { Surroundings } from './surroundings';
import { LogStore } from './store';

export interface EndpointOptions extends Partial<Account> {
  readonly clock?: Clock;
  /** Decides the faults that have a probability. Left out: the same numbers at every start. */
  readonly random?: Random;
  /** Smaller pages than the service's, so that few events make many. */
  readonly pageLimits?: Partial<PageLimits>;
  /** Any other access key is an `UnrecognizedClientException`. Left out: every key will do. */
  readonly accessKeyIds?: readonly string[];
  /**
   * Requests a second that each operation takes before it throttles. Left out: any number, but for
   * `LookupEvents`, which takes two.
   */
  readonly quotas?: OperationQuotas;
  /** Left out: as the service's. */
  readonly liveTail?: LiveTailOptions;
  /** Left out: queries are done soon. */
  readonly insights?: InsightsOptions;
  /** Every answer waits so long, in ms, as on a line to a far region. */
  readonly latencyMs?: number;
  /** Sees each request before it is carried out, and may change what there is to read. */
  readonly onRequest?: (request: ServiceRequest) => void;
  /**
   * The endpoint holds the process, and stops by itself after so many ms without a request. Left out:
   * it lasts until `stop`, but never keeps the process alive.
   */
  readonly idleMs?: number;
}

/** A request that came in, whatever became of it. */
export interface RecordedRequest extends ServiceRequest {
  /** Unix ms. */
  readonly at: number;
}

export interface Endpoint {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly store: LogStore;
  /** What there is around the logs: metrics, alarms, CloudTrail, the clusters themselves. */
  readonly surroundings: Surroundings;
  readonly faults: Faults;
  /** The live tail sessions that are open. */
  readonly live: LiveSessions;
  /** The queries of Logs Insights that were started. */
  readonly queries: Queries;
  /** Every request so far, oldest first. Set its length to 0 to count afresh. */
  readonly requests: RecordedRequest[];
  /** Ends every connection, also one in the middle of a request. May be called twice. */
  readonly stop: () => Promise<void>;
}

/** The service's own, for an account and region. Source: CloudTrail API Reference, LookupEvents. */
const LOOKUP_QUOTA = { perSecond: 2 };

/** Starts CloudWatch Logs, CloudWatch, CloudTrail and CloudHSM on a free port of 127.0.0.1. */
export async function startEndpoint(options: EndpointOptions = {}): Promise<Endpoint> {
  const clock = options.clock ?? systemClock;
  const account: Account = {
    partition: options.partition ?? 'aws',
    region: options.region ?? 'us-east-1',
    accountId: options.accountId ?? '123456789012',
  };
  const pageLimits = { ...SERVICE_PAGE, ...options.pageLimits };
  const store = new LogStore(() => clock.now());
  const surroundings = new Surroundings();
  const faults = new Faults(options.random ?? seededRandom(1));
  const quotas = new Quotas({ LookupEvents: LOOKUP_QUOTA, ...options.quotas });
  const live = new LiveSessions(store, clock, options.liveTail);
  const queries = new Queries(options.insights);
  const requests: RecordedRequest[] = [];
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal); // every request that waits listens, however many there are

  const carryOut = (request: ServiceRequest, fault: DrawnFaults['fault']) => {
    const refusal = faultError(fault, account, request, clock.now());
    if (refusal !== undefined) throw refusal;
    checkCaller(request, options.accessKeyIds);
    quotas.take(request.operation, clock.now());
    const emptyPage = fault?.kind === 'emptyPage';
    const now = clock.now();
    const queryEnd = queryEndOf(fault);
    return dispatch(request, {
      account,
      store,
      surroundings,
      live,
      queries,
      now,
      pageLimits,
      emptyPage,
      queryEnd,
    });
  };

  const exchange = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await readRequest(message);
    requests.push({ ...request, at: clock.now() });
    const requestId = formatRequestId(requests.length);
    options.onRequest?.(request);
    const { latencyMs, fault } = faults.draw(request.operation, hasToken(request));
    const wait = latencyMs + (options.latencyMs ?? 0);
    if (wait > 0) await clock.sleep(wait, stopping.signal);
    let answer;
    try {
      const output = carryOut(request, fault);
      if (output instanceof EventStream) {
        await sendEventStream(response, output, requestId, stopping.signal);
        return;
      }
      answer = answerOf(output, request);
    } catch (error) {
      answer = errorAnswerOf(error, request);
    }
    await sendAnswer(response, answer, {
      completeness: completenessOf(fault),
      requestId,
      ...(fault?.kind === 'clockSkew' && { date: clock.now() + fault.milliseconds }),
      ...(fault?.kind === 'slowBody' && {
        pause: () => clock.sleep(fault.milliseconds, stopping.signal),
      }),
    });
  };

  const server = createServer((message, response) => {
    idle?.touch();
    // The client is gone or the endpoint stops: there is nobody left to answer.
    exchange(message, response).catch(() => response.destroy());
  });
  // A connection lasts as long as the client wants it, so that none closes under a request.
  server.keepAliveTimeout = 0;

  const close = async (): Promise<void> => {
    idle?.cancel();
    stopping.abort();
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  let closing: Promise<void> | undefined;
  const stop = (): Promise<void> => (closing ??= close());
  const idle = options.idleMs === undefined ? undefined : new IdleStop(options.idleMs, clock, stop);

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  if (idle === undefined) {
    server.unref();
    server.on('connection', (socket) => socket.unref());
  }
  idle?.touch();
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return { url, store, surroundings, faults, live, queries, requests, stop };
}

function hasToken({ input }: ServiceRequest): boolean {
  return isStructure(input) && (input.nextToken ?? input.NextToken) !== undefined;
}

function queryEndOf(fault: DrawnFaults['fault']): QueryEnd {
  if (fault?.kind === 'queryFails') return 'Failed';
  return fault?.kind === 'queryTimesOut' ? 'Timeout' : 'Complete';
}

function completenessOf(fault: DrawnFaults['fault']): Sending['completeness'] {
  if (fault?.kind === 'dropBeforeAnswer') return 'nothing';
  return fault?.kind === 'dropInBody' ? 'half' : 'whole';
}

/** Shaped as the service's ids, and the same in every run. */
function formatRequestId(count: number): string {
  return `00000000-0000-4000-8000-${count.toString(16).padStart(12, '0')}`;
}
