import type { Clock } from '../clock';
import type { AwsConnection } from '../connection';
import { AdaptiveRate } from './adaptiveRate';

/** The rates of one account and region, by what is called. */
export interface ApiRates {
  of(operation: string): AdaptiveRate;
}

/**
 * The rates at which requests are sent, one an operation, account and region: the service counts so,
 * and every reader of this process shares them.
 */
export class RequestRates {
  private readonly rates = new Map<string, AdaptiveRate>();

  constructor(private readonly clock: Clock) {}

  /** A profile stands for its account. */
  for({ region, profile, endpoint }: Omit<AwsConnection, 'name'>): ApiRates {
    return {
      of: (operation) => {
        const key = JSON.stringify([operation, region, profile, endpoint]);
        let rate = this.rates.get(key);
        if (rate === undefined) {
          rate = new AdaptiveRate(this.clock);
          this.rates.set(key, rate);
        }
        return rate;
      },
    };
  }
}
