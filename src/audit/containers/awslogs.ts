import type { PrefixForm } from './linePrefix';
import {
  blanks,
  colours,
  eventAhead,
  groupWord,
  isoTime,
  prefixPattern,
  streamWord,
} from './prefixPattern';

/** A name: neither the label of the event's first line nor the `[` of a list of JSON. */
const word = `(?!Time[ \\t]|\\[)${streamWord}`;

/**
 * awslogs: `group stream time ingestion-time message`, of which the options take any away. Names are
 * padded and coloured.
 *
 * Source: jorgebastida/awslogs, awslogs/core.py.
 */
export const awslogsPrefix: PrefixForm = {
  name: 'awslogs',
  pattern: prefixPattern(
    `${colours}(?:(?<group>${groupWord})${blanks}(?:(?<stream>${word})${blanks})?|(?<alone>${word})${blanks})` +
      `(?:(?<time>${isoTime})${blanks})?(?:${isoTime}${blanks})?${eventAhead}`,
  ),
};
