import type { FilteredLogEvent, FilterLogEventsResponse } from '@aws-sdk/client-cloudwatch-logs';
import { EVENTS_LIMIT, FILTER_PATTERN, LOG_STREAM_NAME, TIMESTAMP, TOKEN } from '../constraints';
import {
  eventKey,
  formatKey,
  HIGHEST_KEY,
  keyAfter,
  keyAtTime,
  keyBefore,
  LOWEST_KEY,
} from '../eventKey';
import { parseFilterPattern } from '../filterPattern';
import { mergedEvents, type KeyRange, type StreamEvent } from '../mergedEvents';
import { formatOpaqueToken, parseOpaqueToken } from '../opaqueToken';
import { PageRoom } from '../pageRoom';
import type { InputMembers } from '../inputMembers';
import { invalidParameter, invalidToken } from '../serviceError';
import type { LogStream } from '../store';
import { formatStreamToken, nudge, parseStreamToken, type StreamPlace } from '../streamToken';
import { askedLogGroup } from './askedLogGroup';
import type { Operation, OperationContext } from './operation';

const OPERATION = 'FilterLogEvents';

/** Newest first is for a range that begins here or later. */
const EARLIEST_BACKWARD = Date.UTC(2024, 0, 1);

const MAX_STREAM_NAMES = 100;

export const filterLogEvents: Operation = (input, context): FilterLogEventsResponse => {
  const streams = askedStreams(input, context);
  const wanted = parseFilterPattern(input.text('filterPattern', FILTER_PATTERN) ?? '');
  const range = askedRange(input);
  if (context.emptyPage) return answer([], nudge(placeIn(range)));

  const limit = input.integer('limit', EVENTS_LIMIT) ?? EVENTS_LIMIT.max;
  const { pageLimits } = context;
  const room = new PageRoom({ ...pageLimits, events: Math.min(limit, pageLimits.events) });
  const found: StreamEvent[] = [];
  for (const candidate of mergedEvents(streams, range)) {
    const matches = wanted(candidate.event.message);
    // A full page ends where it is, without a look at what follows: the next may be empty.
    if (room.full || (matches && !room.take(candidate.event))) {
      return answer(found, placeAt(candidate, range.direction));
    }
    if (matches) found.push(candidate);
  }
  return answer(found, undefined);
};

function askedStreams(input: InputMembers, context: OperationContext): LogStream[] {
  const names = input.texts('logStreamNames', LOG_STREAM_NAME, MAX_STREAM_NAMES);
  const prefix = input.text('logStreamNamePrefix', LOG_STREAM_NAME);
  if (names !== undefined && prefix !== undefined) {
    throw invalidParameter('logStreamNames and logStreamNamePrefix are mutually exclusive.');
  }
  const group = askedLogGroup(input, context);
  if (names !== undefined) {
    return [...new Set(names)].map((name) => context.store.stream(group, name));
  }
  return [...group.streams.values()].filter(({ name }) => name.startsWith(prefix ?? ''));
}

/** Both times are inclusive. The token decides the direction where there is one. */
function askedRange(input: InputMembers): KeyRange {
  const startTime = input.integer('startTime', TIMESTAMP);
  const endTime = input.integer('endTime', TIMESTAMP);
  const low = startTime === undefined ? LOWEST_KEY : keyAtTime(startTime);
  const high = endTime === undefined ? HIGHEST_KEY : keyAtTime(endTime + 1);
  const token = input.text('nextToken', TOKEN);
  if (token !== undefined) {
    const { direction, boundary } = parsePlace(token);
    return direction === 'forward'
      ? { direction, low: boundary > low ? boundary : low, high }
      : { direction, low, high: boundary < high ? boundary : high };
  }
  if (input.flag('startFromHead') ?? true) return { direction: 'forward', low, high };
  if (startTime === undefined || startTime < EARLIEST_BACKWARD) {
    throw invalidParameter(
      'startFromHead can be false only with a startTime on or after Jan 1, 2024 00:00:00 UTC.',
    );
  }
  return { direction: 'backward', low, high };
}

function placeIn({ direction, low, high }: KeyRange): StreamPlace {
  return { direction, boundary: direction === 'forward' ? low : high };
}

/** The place from which this event comes next. */
function placeAt({ event }: StreamEvent, direction: StreamPlace['direction']): StreamPlace {
  return { direction, boundary: direction === 'forward' ? keyBefore(event) : keyAfter(event) };
}

function parsePlace(token: string): StreamPlace {
  const [place] = parseOpaqueToken(OPERATION, token);
  if (place === undefined) throw invalidToken();
  return parseStreamToken(place);
}

function answer(
  events: readonly StreamEvent[],
  next: StreamPlace | undefined,
): FilterLogEventsResponse {
  return {
    events: events.map(filteredEvent),
    // Always empty since May 2020.
    searchedLogStreams: [],
    nextToken: next && formatOpaqueToken(OPERATION, [formatStreamToken(next)]),
  };
}

function filteredEvent({ logStreamName, event }: StreamEvent): FilteredLogEvent {
  return {
    logStreamName,
    timestamp: event.timestamp,
    message: event.message,
    ingestionTime: event.ingestionTime,
    eventId: formatKey(eventKey(event)),
  };
}
