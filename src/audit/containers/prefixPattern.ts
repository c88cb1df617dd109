/** Pieces of the patterns for prefixes. All are bounded, and no two neighbours can match the same. */

/** A colour of a terminal, or its end: `ESC [ 3 1 m`. */
const escapeSequence = '\\u001b\\[[\\d;]{0,16}m';

/** Colours that a tool may put before and behind a name. */
export const colours = `(?:${escapeSequence}){0,4}`;

/** Blanks between parts, with colours among them: awslogs pads names inside of them. */
export const blanks = `(?:[ \\t]|${escapeSequence}){1,600}`;

/** `2021-05-06T07:08:10.123Z`, with any zone or none. */
export const isoTime = '\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d[^ \\t\\r\\n\\]\\u001b]{0,16}';

/** A log stream's name, which holds no colon and no asterisk. With a blank it would not be one word. */
export const streamWord = '[^ \\t\\r\\n:*()\\u001b]{1,512}';

/** A log group's name: those of CloudHSM begin with a slash. */
export const groupWord = '/[^ \\t\\r\\n:*()\\u001b]{1,512}';

/** What an event's own text begins with, or nothing but the line's end where it stands on the next one. */
export const eventAhead = '(?=Time[ \\t]*:|\\{|[ \\t]*(?:[\\r\\n]|$))';

export function prefixPattern(source: string): RegExp {
  return new RegExp(source, 'y');
}
