/** What the service's expressions do not have, as those of RE2: looking around and back. */
const unsupported = /\(\?<?[=!]|\\[1-9]/;
const inlineFlags = /^\(\?([ims]+)\)/;

/** An expression of a query as one of JavaScript; undefined for one that the service does not take. */
export function regularExpression(source: string): RegExp | undefined {
  if (unsupported.test(source)) return undefined;
  const [whole = '', flags = ''] = inlineFlags.exec(source) ?? [];
  try {
    return new RegExp(source.slice(whole.length), flags);
  } catch {
    return undefined;
  }
}
