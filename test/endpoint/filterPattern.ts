import { invalidParameter } from './serviceError';

/** Whether an event's message is one that a filter pattern asks for. */
export type MessageTest = (message: string) => boolean;

type Sign = '' | '-' | '?';

interface Term {
  readonly sign: Sign;
  readonly text: string;
}

const TERM = /\s*(?<sign>[-?]?)(?:"(?<phrase>(?:[^"\\]|\\.)*)"|(?<word>[^\s"]+))/y;
const WORD = /^[\p{L}\p{N}_]+$/u;

/**
 * Reads a pattern of terms for unstructured log events: `term`, `"quoted phrase"`, `-exclude`, `?or`.
 * Case counts. A term with anything but letters, digits and `_` must be quoted. `?` terms beside others
 * are ignored, as the service documents. Throws `InvalidParameterException` for what is no such pattern.
 */
export function parseFilterPattern(pattern: string): MessageTest {
  const terms = parseTerms(pattern);
  const textsOf = (sign: Sign) => terms.filter((term) => term.sign === sign).map((t) => t.text);
  const included = textsOf('');
  const excluded = textsOf('-');
  const optional = included.length + excluded.length > 0 ? [] : textsOf('?');
  return (message) =>
    included.every((text) => message.includes(text)) &&
    !excluded.some((text) => message.includes(text)) &&
    (optional.length === 0 || optional.some((text) => message.includes(text)));
}

function parseTerms(pattern: string): Term[] {
  if (/^\s*[{[%]/.test(pattern)) {
    throw invalidParameter(
      'Invalid filter pattern: this endpoint reads terms, not { }, [ ] or % % patterns',
    );
  }
  const terms: Term[] = [];
  const end = pattern.trimEnd().length;
  let offset = 0;
  while (offset < end) {
    TERM.lastIndex = offset;
    const found = TERM.exec(pattern);
    if (found === null) throw invalidParameter('Invalid filter pattern');
    offset = TERM.lastIndex;
    terms.push(termOf(found));
  }
  return terms;
}

function termOf(found: RegExpExecArray): Term {
  const { sign = '', phrase, word } = found.groups ?? {};
  const text = word ?? phrase?.replace(/\\(.)/gs, '$1') ?? '';
  if (text === '' || (word !== undefined && !WORD.test(word))) {
    throw invalidParameter(
      `Invalid filter pattern: Invalid character(s) in term '${found[0].trim()}'`,
    );
  }
  return { sign: sign === '-' || sign === '?' ? sign : '', text };
}
