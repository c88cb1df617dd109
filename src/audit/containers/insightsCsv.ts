import type { Container } from './container';
import { csvRecord, CsvRecords, messageColumns } from './csvRecords';

/**
 * Results of a Logs Insights query as CSV, with a quoted `@message` over several lines and, as they were
 * asked for, `@timestamp`, `@logStream`, `@log` and `@ptr`; also the console's `timestamp,message`.
 *
 * Source: Amazon CloudWatch Logs user guide, "Export Logs Insights query results".
 */
export const insightsCsv: Container = {
  name: 'insights-csv',
  isText: false,
  recognises: ({ text: head, isJson }) => {
    if (isJson) return false; // a line of it may look like a header
    const header = csvRecord(head, 0, false);
    if (header === undefined || header.lost !== undefined) return false;
    const names = header.cells.map(({ start, end }) => head.slice(start, end).trim());
    const holdsMessages = names.some((name) => messageColumns.includes(name));
    // One word on a line may be any text.
    return holdsMessages && (names.length > 1 || names[0] === '@message');
  },
  unwrap: (sink, options) => new CsvRecords(sink, options),
};
