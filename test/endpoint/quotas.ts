import { ServiceError } from './serviceError';

/** How many requests of an operation the service takes. */
export interface Quota {
  /** Requests a second. */
  readonly perSecond: number;
  /** Requests at once after a pause. Left out: as many as a second has. */
  readonly burst?: number;
}

/** Quotas by the operation's name; an operation that is not named has none. */
export type OperationQuotas = Readonly<Record<string, Quota>>;

interface Bucket {
  tokens: number;
  /** Unix ms. */
  filledAt: number;
}

/** Counts requests as the service does: a token bucket an operation, refused requests taking none. */
export class Quotas {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly quotas: OperationQuotas) {}

  /**
   * @param now Unix ms
   * @throws `ThrottlingException` where the quota is used up
   */
  take(operation: string, now: number): void {
    const quota = this.quotas[operation];
    if (quota === undefined) return;
    const { perSecond, burst = perSecond } = quota;
    const bucket = this.buckets.get(operation) ?? { tokens: burst, filledAt: now };
    const earned = (Math.max(0, now - bucket.filledAt) / 1000) * perSecond;
    const tokens = Math.min(burst, bucket.tokens + earned);
    const taken = tokens >= 1;
    this.buckets.set(operation, { tokens: taken ? tokens - 1 : tokens, filledAt: now });
    if (!taken) throw rateExceeded();
  }
}

export function rateExceeded(): ServiceError {
  return new ServiceError('ThrottlingException', 'Rate exceeded');
}
