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
  /** A page without items and with a token to go on, whatever there is to read. */
  | { readonly kind: 'emptyPage' };

/** Which requests a fault hits. Nothing given: every request, until it is removed. */
export interface FaultScope {
  /** The operation's name: `GetLogEvents`. Left out: every operation. */
  readonly operation?: string;
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
]);

interface Rule {
  readonly fault: Fault;
  readonly scope: FaultScope;
  left: number;
}

/** The faults that are switched on. */
export class Faults {
  private rules: Rule[] = [];

  constructor(private readonly random: Random) {}

  /** Switches a fault on; the function that comes back switches it off. */
  add(fault: Fault, scope: FaultScope = {}): () => void {
    const rule: Rule = { fault, scope, left: scope.next ?? Infinity };
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
   */
  draw(operation: string): DrawnFaults {
    let latencyMs = 0;
    let fault: DrawnFaults['fault'];
    for (const rule of this.rules) {
      if (rule.fault.kind !== 'latency' && fault !== undefined) continue;
      if (!this.hits(rule, operation)) continue;
      rule.left -= 1;
      if (rule.fault.kind === 'latency') latencyMs += rule.fault.milliseconds;
      else fault = rule.fault;
    }
    this.rules = this.rules.filter(({ left }) => left > 0);
    return { latencyMs, fault };
  }

  private hits({ fault, scope, left }: Rule, operation: string): boolean {
    if (left <= 0) return false;
    if (scope.operation !== undefined && scope.operation !== operation) return false;
    if (fault.kind === 'emptyPage' && !PAGED_OPERATIONS.has(operation)) return false;
    return scope.probability === undefined || this.random() < scope.probability;
  }
}
