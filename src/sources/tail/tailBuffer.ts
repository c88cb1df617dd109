import { compareEvents } from '../eventOrder';
import type { StreamEvent } from '../fetch/eventMerge';

/** So much is kept when the limit is passed, so that not every event moves all others. */
const keptShare = 0.9;

/** The newest events of a tail, in order of time and sequence. What is too much falls off at the start. */
export class TailBuffer {
  private events: StreamEvent[] = [];
  /** How many events fell off since the last clearing. */
  fallen = 0;

  get length(): number {
    return this.events.length;
  }

  /** Takes events, also late ones. @param limit the most that are kept */
  add(batch: readonly StreamEvent[], limit: number): void {
    let isSorted = true;
    for (const event of batch) {
      const last = this.events.at(-1);
      if (last !== undefined && compareEvents(last.event, event.event) > 0) isSorted = false;
      this.events.push(event);
    }
    if (!isSorted) this.events.sort((one, other) => compareEvents(one.event, other.event));
    if (this.events.length <= limit) return;
    const kept = this.events.slice(-Math.max(1, Math.floor(limit * keptShare)));
    this.fallen += this.events.length - kept.length;
    this.events = kept;
  }

  clear(): void {
    this.events = [];
    this.fallen = 0;
  }

  /** The text of each stream: its events, a blank line behind each. */
  texts(): ReadonlyMap<string, string> {
    const parts = new Map<string, string[]>();
    for (const { stream, event } of this.events) {
      const own = parts.get(stream.name) ?? [];
      parts.set(stream.name, own);
      own.push(event.message, event.message.endsWith('\n') ? '\n' : '\n\n');
    }
    return new Map([...parts].map(([name, texts]) => [name, texts.join('')]));
  }
}
