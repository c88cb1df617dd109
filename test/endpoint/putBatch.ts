import type { RejectedLogEventsInfo } from '@aws-sdk/client-cloudwatch-logs';
import { eventBytes } from './pageRoom';
import { invalidParameter } from './serviceError';

export interface InputEvent {
  /** Unix ms. */
  readonly timestamp: number;
  readonly message: string;
}

export interface PutBatch {
  readonly accepted: readonly InputEvent[];
  /** Undefined when every event was accepted. */
  readonly rejected: RejectedLogEventsInfo | undefined;
}

const HOUR = 3_600_000;
const MAX_AGE = 14 * 24 * HOUR;
const MAX_AHEAD = 2 * HOUR;
const MAX_SPAN = 24 * HOUR;
const MAX_BYTES = 1_048_576;

/** How many events a batch may have. */
export const MAX_EVENTS = 10_000;

/**
 * Applies the rules of PutLogEvents. Too many bytes, a wrong order or too long a span refuse the whole
 * batch (`InvalidParameterException`); events that are too old or too new are left out of it.
 */
export function checkBatch(events: readonly InputEvent[], now: number): PutBatch {
  const bytes = events.reduce((sum, event) => sum + eventBytes(event), 0);
  if (bytes > MAX_BYTES) {
    throw invalidParameter(`Upload too large: ${bytes} bytes exceeds limit of ${MAX_BYTES}`);
  }
  if (events.some(({ timestamp }, i) => timestamp < (events[i - 1]?.timestamp ?? 0))) {
    throw invalidParameter(
      'Log events in a single PutLogEvents request must be in chronological order.',
    );
  }
  const start = boundary(events, (timestamp) => timestamp >= now - MAX_AGE);
  const end = boundary(events, (timestamp) => timestamp > now + MAX_AHEAD);
  const accepted = events.slice(start, end);
  const span = (accepted.at(-1)?.timestamp ?? 0) - (accepted[0]?.timestamp ?? 0);
  if (span > MAX_SPAN) {
    throw invalidParameter(
      'The batch of log events in a single PutLogEvents request cannot span more than 24 hours.',
    );
  }
  if (accepted.length === events.length) return { accepted, rejected: undefined };
  return {
    accepted,
    rejected: {
      ...(start > 0 && { tooOldLogEventEndIndex: start }),
      ...(end < events.length && { tooNewLogEventStartIndex: end }),
    },
  };
}

/** The index of the first event whose time passes; the length when none does. */
function boundary(events: readonly InputEvent[], passes: (timestamp: number) => boolean): number {
  const index = events.findIndex(({ timestamp }) => passes(timestamp));
  return index === -1 ? events.length : index;
}
