import type { Clock } from '../../clock';
import type { AwsConnection } from '../../connections/connection';
import { AdaptiveRate } from './adaptiveRate';
import { Spacing } from './spacing';

/** Calls that some regions take less of. Source: CloudWatch Logs quotas, FilterLogEvents. */
const startRates: ReadonlyMap<string, number> = new Map([['FilterLogEvents', 5]]);

/** The rates of one connection, by what is called. */
export interface ApiRates {
  of(operation: string): AdaptiveRate;
  /** For a call with a small quota of its own: keeps its requests so many ms apart. */
  apart(operation: string, milliseconds: number): Spacing;
  /** Tells whose account it is: from then on its rates are those of all connections to that account and region. */
  learnAccount(id: string): void;
}

/**
 * The rates at which requests are sent, one an operation, account and region: the service counts so,
 * and every reader of this process shares them.
 */
export class RequestRates {
  private readonly rates = new Map<string, AdaptiveRate>();
  private readonly spacings = new Map<string, Spacing>();

  constructor(private readonly clock: Clock) {}

  /** Before the account is known, the profile stands for it. */
  for({ region, profile, endpoint }: Omit<AwsConnection, 'name'>): ApiRates {
    const place = JSON.stringify([region, endpoint]);
    let account = JSON.stringify(['profile', profile]);
    const used = new Set<string>();
    const keyOf = (operation: string): string => `${operation} ${place} ${account}`;
    const use = (operation: string): string => {
      used.add(operation);
      return keyOf(operation);
    };
    return {
      of: (operation) =>
        shared(
          this.rates,
          use(operation),
          () => new AdaptiveRate(this.clock, startRates.get(operation)),
        ),
      apart: (operation, milliseconds) =>
        shared(this.spacings, use(operation), () => new Spacing(milliseconds, this.clock)),
      learnAccount: (id) => {
        if (id === account) return;
        const before = [...used].map((operation) => [operation, keyOf(operation)] as const);
        account = id;
        for (const [operation, key] of before) {
          begin(this.rates, keyOf(operation), key);
          begin(this.spacings, keyOf(operation), key);
        }
      },
    };
  }
}

function shared<Value>(values: Map<string, Value>, key: string, make: () => Value): Value {
  const value = values.get(key) ?? make();
  values.set(key, value);
  return value;
}

/** Where no other connection has, what this one has found out begins the account's. */
function begin<Value>(values: Map<string, Value>, account: string, before: string): void {
  const found = values.get(before);
  if (found !== undefined && !values.has(account)) values.set(account, found);
}
