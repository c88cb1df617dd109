import { csvHeader, csvLine } from '../../audit/export/csv';
import { ndjsonLine } from '../../audit/export/ndjson';
import type { Format } from './format';

/** The public JSON format, a line an event. */
export const ndjsonFormat: Format = {
  head: () => '',
  event: (batch, row) =>
    `${ndjsonLine(batch.event(row), batch.spanText(row), batch.origin(row))}\n`,
  between: undefined,
};

export const csvFormat: Format = {
  head: csvHeader,
  event: (batch, row) => csvLine(batch.event(row), batch.origin(row)),
  between: undefined,
};
