import type { Account } from '../account';
import type { LiveSessions } from '../liveSessions';
import type { PageLimits } from '../pageRoom';
import type { InputMembers } from '../inputMembers';
import type { Queries, QueryEnd } from '../insights/queries';
import type { LogStore } from '../store';
import type { Surroundings } from '../surroundings';

/** What an operation works on. */
export interface OperationContext {
  readonly account: Account;
  readonly store: LogStore;
  readonly surroundings: Surroundings;
  readonly live: LiveSessions;
  readonly queries: Queries;
  /** Unix ms. */
  readonly now: number;
  readonly pageLimits: PageLimits;
  /** Answer with an empty page and a token that goes on. */
  readonly emptyPage: boolean;
  /** How a query that is started will end. */
  readonly queryEnd: QueryEnd;
}

/** Carries a request out. Throws `ServiceError`; undefined is an answer without a body, an `EventStream` one that goes on. */
export type Operation = (input: InputMembers, context: OperationContext) => object | undefined;
