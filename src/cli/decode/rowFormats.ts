import { csvHeader } from '../../audit/export/csv';
import { CsvWriter } from '../../audit/export/csvWriter';
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

/** CSV, with a header. */
export class CsvFormat implements Format {
  readonly between = undefined;
  private readonly writer = new CsvWriter();

  head(): string {
    return csvHeader();
  }

  event(batch: EventBatch, row: number): string {
    return this.writer.line(batch.eventText(row), batch.origin(row), () => batch.event(row));
  }
}
