import type { Clock } from '../clock';
import type { AwsConnection } from '../connection';
import { AdaptiveRate } from './adaptiveRate';

/** The rates of one connection, by what is called. */
export interface ApiRates {
  of(operation: string): AdaptiveRate;
  /** Tells whose account it is: from then on its rates are those of all connections to that account and region. */
  learnAccount(id: string): void;
}

/**
 * The rates at which requests are sent, one an operation, account and region: the service counts so,
 * and every reader of this process shares them.
 */
export class RequestRates {
  private readonly rates = new Map<string, AdaptiveRate>();

  constructor(private readonly clock: Clock) {}

  /** Before the account is known, the profile stands for it. */
  for({ region, profile, endpoint }: Omit<AwsConnection, 'name'>): ApiRates {
    const place = JSON.stringify([region, endpoint]);
    let account = JSON.stringify(['profile', profile]);
    const used = new Set<string>();
    const keyOf = (operation: string): string => `${operation} ${place} ${account}`;
    return {
      of: (operation) => {
        used.add(operation);
        return this.rate(keyOf(operation));
      },
      learnAccount: (id) => {
        if (id === account) return;
        const found = [...used].map(
          (operation) => [operation, this.rate(keyOf(operation))] as const,
        );
        account = id;
        // Where no other connection has, what this one has found out begins the account's.
        for (const [operation, rate] of found) {
          const key = keyOf(operation);
          if (!this.rates.has(key)) this.rates.set(key, rate);
        }
      },
    };
  }

  private rate(key: string): AdaptiveRate {
    let rate = this.rates.get(key);
    if (rate === undefined) {
      rate = new AdaptiveRate(this.clock);
      this.rates.set(key, rate);
    }
    return rate;
  }
}
