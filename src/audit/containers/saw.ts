import type { PrefixForm } from './linePrefix';
import { blanks, colours, isoTime, prefixPattern, streamWord } from './prefixPattern';

/**
 * saw: `[time] (stream) message`, with colours inside the brackets.
 *
 * Source: TylerBrock/saw, blade/blade.go.
 */
export const sawPrefix: PrefixForm = {
  name: 'saw',
  pattern: prefixPattern(
    `${colours}\\[${colours}(?<time>${isoTime})${colours}\\]${blanks}` +
      `(?:\\(${colours}(?<stream>${streamWord})${colours}\\)${blanks})?`,
  ),
};
