import type { EventOrigin } from '../../audit/export/exportedEvent';
import type { StreamEvent } from '../../sources/fetch/eventMerge';
import type { Between } from '../input/eventBatch';
import { JoinedTexts } from '../input/joinedTexts';
import { LogBatch } from '../input/logBatch';

/** So much of a text of no event is shown. */
const shownLength = 200;

/** Fetched events as they are printed: each row knows its stream, and what no audit event is stands between. */
export class FetchedBatch extends LogBatch {
  readonly betweens: readonly Between[];
  /** The fetched event of each row. */
  private readonly fetched: readonly number[];

  constructor(private readonly events: readonly StreamEvent[]) {
    const texts = new JoinedTexts(events.map(({ event }) => event.message));
    super(texts.log);
    this.fetched = Array.from({ length: this.length }, (_, row) => texts.textOf(row));
    const betweens: Between[] = [];
    let row = 0;
    for (const [index, { event }] of events.entries()) {
      const first = row;
      while (this.fetched[row] === index) row++;
      if (row > first) continue;
      const text = event.message.trim().slice(0, shownLength);
      betweens.push({ before: row, line: undefined, text });
    }
    this.betweens = betweens;
  }

  stream(row: number): string | undefined {
    return this.streamOf(row)?.name;
  }

  origin(row: number): EventOrigin {
    const stream = this.streamOf(row);
    return { cluster: stream?.cluster.name, stream: stream?.name };
  }

  private streamOf(row: number) {
    return this.events[this.fetched[row] ?? -1]?.stream;
  }
}
