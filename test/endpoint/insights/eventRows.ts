import type { Account } from '../account';
import { eventKey, formatKey, keyAtTime, type LogEvent } from '../eventKey';
import { isStructure } from '../inputMembers';
import type { LogGroup, LogStore, LogStream } from '../store';
import { Row } from './row';
import { Moment, type Value } from './value';

/** An event and where it is. */
export interface PlacedEvent {
  readonly group: LogGroup;
  readonly stream: LogStream;
  readonly event: LogEvent;
}

/** The events of log groups in a range of time, both ends of it included. Unix ms. */
export function* eventsIn(
  groups: readonly LogGroup[],
  from: number,
  to: number,
): Generator<PlacedEvent> {
  for (const group of groups) {
    for (const stream of group.streams.values()) {
      const { events } = stream;
      const end = events.indexOf(keyAtTime(to + 1));
      for (let index = events.indexOf(keyAtTime(from)); index < end; index++) {
        const event = events.at(index);
        if (event !== undefined) yield { group, stream, event };
      }
    }
  }
}

/** An event as a query begins with it: its own fields, and those of a JSON text. */
export function eventRow(placed: PlacedEvent, account: Account): Row {
  const { group, stream, event } = placed;
  const fields: (readonly [string, Value])[] = [
    ['@timestamp', new Moment(event.timestamp)],
    ['@ingestionTime', new Moment(event.ingestionTime)],
    ['@message', event.message],
    ['@logStream', stream.name],
    ['@log', `${account.accountId}:${group.name}`],
    ...jsonFields(event.message),
  ];
  return new Row(fields, event.timestamp, pointerTo(placed));
}

/** The fields that the service finds in JSON: those inside others have both names, with a dot between. */
function* jsonFields(text: string): Generator<readonly [string, Value]> {
  if (!text.startsWith('{')) return;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return; // text like any other
  }
  yield* membersOf('', value);
}

function* membersOf(name: string, value: unknown): Generator<readonly [string, Value]> {
  if (isStructure(value)) {
    for (const [member, inner] of Object.entries(value)) {
      yield* membersOf(name === '' ? member : `${name}.${member}`, inner);
    }
  } else if (Array.isArray(value)) {
    for (const [index, inner] of value.entries()) yield* membersOf(`${name}.${index}`, inner);
  } else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    yield [name, value];
  }
}

function pointerTo({ group, stream, event }: PlacedEvent): string {
  const parts = [group.name, stream.name, formatKey(eventKey(event))];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** The event that a pointer leads to; undefined where there is none (any more). */
export function eventAt(pointer: string, store: LogStore): PlacedEvent | undefined {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(pointer, 'base64url').toString());
  } catch {
    return undefined;
  }
  const [groupName, streamName, keyText] = Array.isArray(parts) ? (parts as unknown[]) : [];
  const group = [...store.groups].find(({ name }) => name === groupName);
  const stream = group?.streams.get(String(streamName));
  if (group === undefined || stream === undefined || !/^\d+$/.test(String(keyText))) {
    return undefined;
  }
  const key = BigInt(String(keyText));
  const event = stream.events.at(stream.events.indexOf(key));
  return event !== undefined && eventKey(event) === key ? { group, stream, event } : undefined;
}
