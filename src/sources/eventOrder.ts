import type { StoredEvent } from './logSource';

const usecsPart = /usecs?[ \t]*:[ \t]*(\d{1,19})(?!\d)/;
const sequencePart = /Sequence No[ \t]*:[ \t]*0x([0-9a-fA-F]{1,16})(?![0-9a-fA-F])/i;
/** Both stand in an event's first lines; no text, however long, is looked through. */
const headLength = 400;

interface ExactPlace {
  readonly usecs: bigint;
  readonly sequence: bigint;
}

/** An event's own time and sequence number, where its text has them. */
function exactPlace({ timestamp, message }: StoredEvent): ExactPlace {
  const head = message.slice(0, headLength);
  const usecs = usecsPart.exec(head)?.[1];
  const sequence = sequencePart.exec(head)?.[1];
  return {
    usecs: usecs === undefined ? BigInt(timestamp) * 1000n : BigInt(usecs),
    sequence: sequence === undefined ? 0n : BigInt(`0x${sequence}`),
  };
}

/**
 * The order of events: by CloudWatch's time, and within one of its milliseconds by the time and the
 * sequence number that the events' own texts have. 0 leaves the order to the service.
 */
export function compareEvents(one: StoredEvent, other: StoredEvent): number {
  if (one.timestamp !== other.timestamp) return one.timestamp - other.timestamp;
  const [left, right] = [exactPlace(one), exactPlace(other)];
  return compareNumbers(left.usecs, right.usecs) || compareNumbers(left.sequence, right.sequence);
}

function compareNumbers(left: bigint, right: bigint): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** The events in their order. Those that are in order already, as nearly always, come back as they are. */
export function inOrder<Event extends StoredEvent>(events: readonly Event[]): readonly Event[] {
  const sorted = events.every((event, index) => {
    const before = events[index - 1];
    return before === undefined || compareEvents(before, event) <= 0;
  });
  return sorted ? events : [...events].sort(compareEvents);
}
