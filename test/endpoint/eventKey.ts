/**
 * An event's place among all events of the endpoint. As in the service's own event ids, the time in
 * Unix ms stands above bit 144. Below it comes the number of the event in the order of arrival, so
 * that events of one millisecond keep that order, and then room: a boundary lies between two keys and
 * can move a little without passing any event.
 */
export type EventKey = bigint;

/** An event as the endpoint keeps it. Times are Unix ms. */
export interface LogEvent {
  readonly timestamp: number;
  readonly ingestionTime: number;
  readonly message: string;
  /** Counts the events of the whole endpoint from 1. */
  readonly sequence: number;
}

const TIME_SHIFT = 144n;
const SEQUENCE_SHIFT = 40n;
const HALF_STEP = 1n << (SEQUENCE_SHIFT - 1n);

export function eventKey(event: LogEvent): EventKey {
  return keyAtTime(event.timestamp) | (BigInt(event.sequence) << SEQUENCE_SHIFT);
}

/** Lower than the key of every event of that millisecond, higher than those of the one before. */
export function keyAtTime(timestamp: number): EventKey {
  return BigInt(timestamp) << TIME_SHIFT;
}

/** A boundary between this event and the one before it. */
export function keyBefore(event: LogEvent): EventKey {
  return eventKey(event) - HALF_STEP;
}

/** A boundary between this event and the one after it. */
export function keyAfter(event: LogEvent): EventKey {
  return eventKey(event) + HALF_STEP;
}

/** A boundary below every event, with room to move on either side. */
export const LOWEST_KEY: EventKey = HALF_STEP;

/** A boundary above every event. */
export const HIGHEST_KEY: EventKey = keyAtTime(Number.MAX_SAFE_INTEGER);

/** As event ids and tokens show a key: 56 decimal digits. */
export function formatKey(key: EventKey): string {
  return key.toString().padStart(56, '0');
}
