import type { PrefixForm } from './linePrefix';
import { blanks, colours, eventAhead, isoTime, prefixPattern, streamWord } from './prefixPattern';

/**
 * `aws logs tail`: `time stream message` (`--format detailed`, the default), `time message` (`short`),
 * and `time stream` with a JSON message on the lines behind it (`json`).
 *
 * Source: aws-cli, awscli/customizations/logs/tail.py.
 */
export const tailPrefix: PrefixForm = {
  name: 'aws-logs-tail',
  pattern: prefixPattern(
    `${colours}(?<time>${isoTime})${blanks}(?<stream>${streamWord})${blanks}${eventAhead}`,
  ),
};
