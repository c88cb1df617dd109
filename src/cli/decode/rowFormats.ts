import { csvHeader, csvLine } from '../../audit/export/csv';
import { NdjsonWriter } from '../../audit/export/ndjsonWriter';
import type { EventBatch } from '../input/eventBatch';
import type { Format } from './format';

/** The public JSON format, a line an event. */
export class NdjsonFormat implements Format {
  readonly between = undefined;
  private readonly writer = new NdjsonWriter();

  head(): string {
    return '';
  }

  event(batch: EventBatch, row: number): string {
    const line = this.writer.line(batch.eventText(row), batch.origin(row), () => ({
      event: batch.event(row),
      text: batch.spanText(row),
    }));
    return `${line}\n`;
  }
}

export const csvFormat: Format = {
  head: csvHeader,
  event: (batch, row) => csvLine(batch.event(row), batch.spanText(row), batch.origin(row)),
  between: undefined,
};
