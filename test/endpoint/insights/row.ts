import type { Value } from './value';

/** A row of a query under way: an event with its fields, or a group of events. */
export class Row {
  private readonly fields: Map<string, Value>;

  /**
   * @param time Unix ms, of the event or of the newest of the group
   * @param pointer leads to the event; undefined for a group
   */
  constructor(
    fields: Iterable<readonly [string, Value]>,
    readonly time: number,
    readonly pointer: string | undefined,
  ) {
    this.fields = new Map(fields);
  }

  get(name: string): Value {
    return this.fields.get(name);
  }

  set(name: string, value: Value): void {
    this.fields.set(name, value);
  }
}
