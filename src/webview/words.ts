/** A sentence of the page's words with its `{0}`, `{1}` filled in. */
export function filled(sentence: string, ...values: readonly (string | number)[]): string {
  return values.reduce<string>(
    // A function, as a value may hold what `replace` takes for a pattern.
    (text, value, index) => text.replace(`{${index}}`, () => String(value)),
    sentence,
  );
}

/** A count as a person reads it: `1,234`. */
export function countText(count: number): string {
  return count.toLocaleString('en-US');
}
