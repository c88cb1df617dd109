/**
 * Control characters, line and paragraph separators, and the marks that change the direction of text:
 * what could break a line, hide text or drive a terminal.
 */
const unprintable =
  // eslint-disable-next-line no-control-regex -- they are what it looks for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

function escape(character: string): string {
  return (
    shortEscapes.get(character) ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  );
}

/** Log text on one line, with everything visible: `a\u202eb`. Longer text is cut and says so with `…`. */
export function printable(text: string, limit = 256): string {
  const cut = text.length > limit ? `${text.slice(0, limit)}…` : text;
  return cut.replace(unprintable, escape);
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
