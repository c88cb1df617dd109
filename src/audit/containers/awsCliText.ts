import { isEventStart, lineEnd } from '../text/fieldLine';
import type { Container } from './container';
import { CliTextRecords, recordAt } from './cliTextRecords';

/**
 * The events of `aws logs get-log-events` and `filter-log-events` with `--output text`: the members of an
 * event in the order of their names, with tabs between them, so that a message over several lines stands in
 * the middle. Also what a `--query` makes of them: a list a line, or rows without the first word.
 *
 * Source: aws-cli, awscli/text.py, awscli/formatter.py.
 */
export const awsCliText: Container = {
  name: 'aws-cli-text',
  isText: false,
  recognises: ({ text, isJson }) => !isJson && beginsWithRecord(text),
  unwrap: (sink, options) => new CliTextRecords(sink, options),
};

/** Whether the first event stands in such a row. */
function beginsWithRecord(text: string): boolean {
  for (let at = 0; at < text.length;) {
    if (recordAt(text, at) !== undefined) return true;
    const end = lineEnd(text, at);
    if (isEventStart(text, at, end)) return false;
    at = end + 1;
  }
  return false;
}
