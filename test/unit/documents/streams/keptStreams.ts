import { ShownStreams } from '../../../../src/documents/streams/shownStreams';
import type { StreamStore } from '../../../../src/documents/streams/streamStore';
import type { Clock } from '../../../../src/sources/clock';
import { RangeReader } from '../../../../src/sources/fetch/rangeReader';
import type { Spool } from '../../../../src/sources/spool/spool';

/** A window's state, which outlives it. */
export class State {
  private readonly values = new Map<string, unknown>();

  get(key: string): never {
    return this.values.get(key) as never; // whoever reads it knows its type
  }

  async update(key: string, value: unknown): Promise<void> {
    await Promise.resolve();
    this.values.set(key, value);
  }
}

/** What streams have beyond their window, and a way to wait until all of it is written. */
export function keptStreams(
  spool: Spool,
  state: State,
  clock: Clock,
): StreamStore & { readonly written: () => Promise<void> } {
  const reader = new RangeReader(spool, clock, () => 0.5);
  const failures: unknown[] = [];
  let writing: Promise<void> = Promise.resolve();
  return {
    read: (connection, options) => reader.read({ ...options, key: [connection, 'stream'] }),
    keep: (connection, page) => {
      writing = Promise.all([
        writing,
        reader.keep({ ...page, key: [connection, 'stream'] }).catch((error: unknown) => {
          failures.push(error);
        }),
      ]).then(() => undefined);
    },
    shown: new ShownStreams(state, (error) => failures.push(error)),
    prepare: () => undefined,
    written: async () => {
      await writing;
      const [first] = failures;
      if (first !== undefined) throw first as Error;
    },
  };
}
