import type { Random } from './seededRandom';

/** What can go wrong with a request. */
export type Fault =
  /** `ThrottlingException`, 400. */
  | { readonly kind: 'throttling' }
  /** `InternalFailure`, 500. */
  | { readonly kind: 'internalFailure' }
  /** `ServiceUnavailableException`, 503. */
  | { readonly kind: 'serviceUnavailable' }
  /** `ExpiredTokenException`, 400: the session's credentials are too old. */
  | { readonly kind: 'expiredToken' }
  /** `UnrecognizedClientException`, 400: no such access key. */
  | { readonly kind: 'unrecognizedClient' }
  /** `AccessDeniedException`, 400. The principal is the end of its ARN; left out: `user/auditor`. */
  | { readonly kind: 'accessDenied'; readonly principal?: string }
  /** The request is carried out, then the connection closes without an answer. */
  | { readonly kind: 'dropBeforeAnswer' }
  /** The request is carried out, then the connection closes half-way through the answer's body. */
  | { readonly kind: 'dropInBody' }
  /** The answer waits so long; other faults of the same request still happen. */
  | { readonly kind: 'latency'; readonly milliseconds: number }
  /** The answer stops half-way through its body for so long, then goes on. */
  | { readonly kind: 'slowBody'; readonly milliseconds: number }
  /** `InvalidParameterException`, 400, for a request with a `nextToken`: the service forgot it. */
  | { readonly kind: 'expiredPlace' }
  /**
   * The service's clock is so many ms ahead of the client's (negative: behind), as its `Date` says. A
   * request that was signed more than five minutes off is an `InvalidSignatureException`, 400.
   */
  | { readonly kind: 'clockSkew'; readonly milliseconds: number }
  /** A query that is started will end so. */
  | { readonly kind: 'queryFails' | 'queryTimesOut' }
  /** A page without items and with a token to go on, whatever there is to read. */
  | { readonly kind: 'emptyPage' };

/** Which requests a fault hits. Nothing given: every request, until it is removed. */
export interface FaultScope {
  /** The operation's name: `GetLogEvents`. Left out: every operation. */
  readonly operation?: string;
  /** How many requests of the operation it lets through first. */
  readonly after?: number;
  /** How many requests it hits before it is spent. */
  readonly next?: number;
  /** How likely it hits a request, 0 to 1. */
  readonly probability?: number;
}

/** The faults of one request. */
export interface DrawnFaults {
  readonly latencyMs: number;
  readonly fault: Exclude<Fault, { kind: 'latency' }> | undefined;
}

const PAGED_OPERATIONS: ReadonlySet<string> = new Set([
  'DescribeLogGroups',
  'DescribeLogStreams',
  'FilterLogEvents',
  'GetLogEvents',
  'LookupEvents',
]);

interface Rule {
  readonly fault: Fault;
  readonly scope: FaultScope;
  letThrough: number;
  left: number;
}

/** The faults that are switched on. */
export class Faults {
  private rules: Rule[] = [];

  constructor(private readonly random: Random) {}

  /** Switches a fault on; the function that comes back switches it off. */
  add(fault: Fault, scope: FaultScope = {}): () => void {
    const { after = 0, next = Infinity } = scope;
    const rule: Rule = { fault, scope, letThrough: after, left: next };
    this.rules.push(rule);
    return () => {
      this.rules = this.rules.filter((other) => other !== rule);
    };
  }

  /** Switches every fault off. */
  clear(): void {
    this.rules = [];
  }

  /**
   * What happens to the next request of an operation. Latencies add up; of the others the one that was
   * added first happens, and only that one is counted.
   *
   * @param hasToken whether the request asks for a further page
   */
  draw(operation: string, hasToken: boolean): DrawnFaults {
    let latencyMs = 0;
    let fault: DrawnFaults['fault'];
    for (const rule of this.rules) {
      if (rule.fault.kind !== 'latency' && fault !== undefined) continue;
      if (!this.hits(rule, operation, hasToken)) continue;
      rule.left -= 1;
      if (rule.fault.kind === 'latency') latencyMs += rule.fault.milliseconds;
      else fault = rule.fault;
    }
    this.rules = this.rules.filter(({ left }) => left > 0);
    return { latencyMs, fault };
  }

  private hits(rule: Rule, operation: string, hasToken: boolean): boolean {
    const { fault, scope, left } = rule;
    if (left <= 0) return false;
    if (scope.operation !== undefined && scope.operation !== operation) return false;
    if (fault.kind === 'emptyPage' && !PAGED_OPERATIONS.has(operation)) return false;
    if (fault.kind === 'expiredPlace' && !hasToken) return false;
    if (isOfQuery(fault) && operation !== 'StartQuery') return false;
    if (rule.letThrough > 0) {
      rule.letThrough -= 1;
      return false;
    }
    return scope.probability === undefined || this.random() < scope.probability;
  }
}

function isOfQuery({ kind }: Fault): boolean {
  return kind === 'queryFails' || kind === 'queryTimesOut';
}
