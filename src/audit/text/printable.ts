/**
 * What could break a line, hide text, look like a blank that it is not, or drive a terminal: control
 * and format characters (direction marks too), separators, everything that is drawn as nothing, halves
 * of characters.
 */
export const unprintable =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/gu;

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

function escape(character: string): string {
  const known = shortEscapes.get(character);
  if (known !== undefined) return known;
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`;
}

/** Log text on one line, with everything visible: `a\u202eb`. Longer text is cut and says so with `…`. */
export function printable(text: string, limit = 256): string {
  const cut = text.length > limit ? `${text.slice(0, limit)}…` : text;
  return cut.replace(unprintable, escape);
}

/** Log text with its lines and tabs, and everything else visible; nothing is cut. */
export function printableLines(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(unprintable, (character) =>
      character === '\n' || character === '\t' ? character : escape(character),
    );
}

/**
 * Log text between double quotes, with quotes and backslashes inside escaped as in JSON, and every
 * blank behind another one too: two in a row part the columns of the decoded view.
 */
export function quoted(text: string, limit = 256): string {
  const cut = text.length > limit ? `${text.slice(0, limit)}…` : text;
  const escaped = cut.replace(/["\\]/g, '\\$&').replace(unprintable, escape);
  return `"${escaped.replace(/(?<= ) /g, '\\u0020')}"`;
}
