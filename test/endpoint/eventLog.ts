import {
  eventKey,
  keyAfter,
  keyBefore,
  LOWEST_KEY,
  type EventKey,
  type LogEvent,
} from './eventKey';

/** The events of one stream in the order of their keys: by time, then by arrival. */
export class EventLog {
  private readonly events: LogEvent[] = [];

  get length(): number {
    return this.events.length;
  }

  get first(): LogEvent | undefined {
    return this.events[0];
  }

  get last(): LogEvent | undefined {
    return this.events.at(-1);
  }

  add(events: readonly LogEvent[]): void {
    let sorted = true;
    for (const event of events) {
      const last = this.last;
      if (last !== undefined && compare(last, event) > 0) sorted = false;
      this.events.push(event);
    }
    if (!sorted) this.events.sort(compare);
  }

  at(index: number): LogEvent | undefined {
    return this.events[index];
  }

  /** Where the first event at or after the key is; the length when there is none. */
  indexOf(key: EventKey): number {
    let low = 0;
    let high = this.events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const event = this.events[middle];
      if (event !== undefined && eventKey(event) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The boundary before the event at the index; at the length, the one after the last event. */
  boundaryAt(index: number): EventKey {
    const before = this.events[index - 1];
    if (before !== undefined) return keyAfter(before);
    const after = this.events[index];
    return after === undefined ? LOWEST_KEY : keyBefore(after);
  }
}

function compare(left: LogEvent, right: LogEvent): number {
  return left.timestamp - right.timestamp || left.sequence - right.sequence;
}
