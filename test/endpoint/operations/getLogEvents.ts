import type { GetLogEventsResponse } from '@aws-sdk/client-cloudwatch-logs';
import { EVENTS_LIMIT, LOG_STREAM_NAME, TIMESTAMP, TOKEN } from '../constraints';
import { keyAfter, keyAtTime, keyBefore, type LogEvent } from '../eventKey';
import type { EventLog } from '../eventLog';
import { PageRoom } from '../pageRoom';
import type { InputMembers } from '../inputMembers';
import { invalidParameter } from '../serviceError';
import { formatStreamToken, nudge, parseStreamToken, type StreamPlace } from '../streamToken';
import { askedLogGroup } from './askedLogGroup';
import type { Operation, OperationContext } from './operation';

export const getLogEvents: Operation = (input, context): GetLogEventsResponse => {
  const streamName = input.requiredText('logStreamName', LOG_STREAM_NAME);
  const { events: log } = context.store.stream(askedLogGroup(input, context), streamName);
  const range = askedRange(input, log);
  const place = askedPlace(input) ?? startPlace(input, log, range);
  if (context.emptyPage) return answer([], nudge(place));
  return answer(eventsFrom(log, range, place, room(input, context)), place);
};

/** Indices into the log: `low` inclusive, `high` exclusive. Empty when `high` is not above `low`. */
interface IndexRange {
  readonly low: number;
  readonly high: number;
}

function askedRange(input: InputMembers, log: EventLog): IndexRange {
  const startTime = input.integer('startTime', TIMESTAMP);
  const endTime = input.integer('endTime', TIMESTAMP);
  const low = startTime === undefined ? 0 : log.indexOf(keyAtTime(startTime));
  const high = endTime === undefined ? log.length : log.indexOf(keyAtTime(endTime));
  return { low, high };
}

function askedPlace(input: InputMembers): StreamPlace | undefined {
  const token = input.text('nextToken', TOKEN);
  if (token === undefined) return undefined;
  const place = parseStreamToken(token);
  if (place.direction === 'forward' && input.flag('startFromHead') !== true) {
    throw invalidParameter('A nextForwardToken needs startFromHead to be true.');
  }
  return place;
}

function startPlace(input: InputMembers, log: EventLog, { low, high }: IndexRange): StreamPlace {
  return input.flag('startFromHead') === true
    ? { direction: 'forward', boundary: log.boundaryAt(low) }
    : { direction: 'backward', boundary: log.boundaryAt(high) };
}

function room(input: InputMembers, { pageLimits }: OperationContext): PageRoom {
  const limit = input.integer('limit', EVENTS_LIMIT) ?? pageLimits.events;
  return new PageRoom({ ...pageLimits, events: Math.min(limit, pageLimits.events) });
}

/** A page of events from the place on, oldest first whichever way it was read. */
function eventsFrom(
  log: EventLog,
  { low, high }: IndexRange,
  { direction, boundary }: StreamPlace,
  page: PageRoom,
): LogEvent[] {
  const taken: LogEvent[] = [];
  const start = Math.min(Math.max(log.indexOf(boundary), low), high);
  const step = direction === 'forward' ? 1 : -1;
  const first = direction === 'forward' ? start : start - 1;
  for (let index = first; index >= low && index < high; index += step) {
    const event = log.at(index);
    if (event === undefined || !page.take(event)) break;
    taken.push(event);
  }
  return direction === 'forward' ? taken : taken.reverse();
}

/** Both tokens are always there. An empty page gives the place back that was asked for. */
function answer(events: readonly LogEvent[], { boundary }: StreamPlace): GetLogEventsResponse {
  const [first, last] = [events[0], events.at(-1)];
  return {
    events: events.map(({ timestamp, message, ingestionTime }) => ({
      timestamp,
      message,
      ingestionTime,
    })),
    nextForwardToken: formatStreamToken({
      direction: 'forward',
      boundary: last === undefined ? boundary : keyAfter(last),
    }),
    nextBackwardToken: formatStreamToken({
      direction: 'backward',
      boundary: first === undefined ? boundary : keyBefore(first),
    }),
  };
}
