import type { PrefixForm } from './linePrefix';
import {
  colours,
  eventAhead,
  groupWord,
  isoTime,
  prefixPattern,
  streamWord,
} from './prefixPattern';

const dash = `${colours} - `;

/**
 * cw: `time - group - stream - event-id - message`, of which the options take any away.
 *
 * Source: lucagrulla/cw, main.go.
 */
export const cwPrefix: PrefixForm = {
  name: 'cw',
  pattern: prefixPattern(
    `${colours}(?:(?<time>${isoTime})${dash})?(?:${colours}(?<group>${groupWord})${dash})?` +
      `(?:${colours}(?<stream>(?!\\d{40})${streamWord})${dash})?` +
      `(?:${colours}\\d{40,64}${dash})?(?<= - )${eventAhead}`,
  ),
};
