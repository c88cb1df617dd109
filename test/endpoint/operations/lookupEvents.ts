import type { Event, LookupEventsResponse } from '@aws-sdk/client-cloudtrail';
import { LOOKUP_LIMIT, METRIC_TEXT, SECONDS, TOKEN } from '../constraints';
import { listPage } from '../listPage';
import { ServiceError } from '../serviceError';
import type { StoredTrailEvent } from '../surroundings';
import type { Operation } from './operation';

/** How far back the event history goes, in ms. */
const HISTORY = 90 * 24 * 60 * 60 * 1000;

/** By which member of an event one may ask. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  EventId: 'eventID',
  EventName: 'eventName',
  EventSource: 'eventSource',
};

export const lookupEvents: Operation = (
  input,
  { surroundings, now, emptyPage },
): LookupEventsResponse => {
  const attributes = input.optionalStructures('LookupAttributes', Infinity).map((attribute) => ({
    member: ATTRIBUTES[attribute.requiredText('AttributeKey', METRIC_TEXT)] ?? '',
    value: attribute.requiredText('AttributeValue', METRIC_TEXT),
  }));
  if (attributes.length > 1 || attributes.some(({ member }) => member === '')) {
    throw new ServiceError(
      'InvalidLookupAttributesException',
      'You can only specify one attribute.',
    );
  }
  const start = Math.max((input.number('StartTime', SECONDS) ?? 0) * 1000, now - HISTORY);
  const end = (input.number('EndTime', SECONDS) ?? Infinity) * 1000;
  if (start > end) {
    throw new ServiceError('InvalidTimeRangeException', 'The start time is after the end time.');
  }
  const found = surroundings.trail.filter((event) => {
    const time = Date.parse(event.eventTime);
    return (
      time >= start &&
      time <= end &&
      attributes.every(({ member, value }) => event[member] === value)
    );
  });
  const page = listPage(
    found,
    {
      operation: 'LookupEvents',
      place: ({ eventTime, eventID }) => ({ time: Date.parse(eventTime), name: eventID }),
      descending: true,
    },
    {
      limit: input.integer('MaxResults', LOOKUP_LIMIT) ?? LOOKUP_LIMIT.max,
      token: input.text('NextToken', TOKEN),
      empty: emptyPage,
    },
  );
  return { Events: page.items.map(listed), NextToken: page.nextToken };
};

function listed(event: StoredTrailEvent): Event {
  const identity = event.userIdentity as { readonly userName?: string } | undefined;
  return {
    EventId: event.eventID,
    EventName: event.eventName,
    EventSource: event.eventSource,
    EventTime: new Date(event.eventTime),
    ReadOnly: event.readOnly === true ? 'true' : 'false',
    Username: identity?.userName,
    Resources: [],
    CloudTrailEvent: JSON.stringify(event),
  };
}
