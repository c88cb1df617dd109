/**
 * The JSON objects of a text, in their order, whatever stands between them. Where the text ends inside of one, those
 * are taken that are whole inside of it.
 */
export function objectsIn(text: string): {
  readonly objects: readonly string[];
  readonly isCut: boolean;
} {
  // Of each object that is open: where it begins, and what is whole inside of it.
  const open: { readonly start: number; inside: [start: number, end: number][] }[] = [];
  const whole: [start: number, end: number][] = [];
  const tokens = /"[^"\\]*(?:\\.[^"\\]*)*(?:"|$)|[{}]/gs;
  for (let match = tokens.exec(text); match !== null; match = tokens.exec(text)) {
    const { 0: token, index } = match;
    if (token === '{') open.push({ start: index, inside: [] });
    else if (token === '}') {
      const object = open.pop();
      if (object !== undefined) {
        const place: [number, number] = [object.start, index + 1];
        (open.at(-1)?.inside ?? whole).push(place);
      }
    } else if (open.length === 0) {
      // A quote outside of any object opens no text of JSON: what stands behind it is looked at.
      tokens.lastIndex = index + 1;
    }
  }
  for (const { inside } of open) for (const place of inside) whole.push(place);
  return {
    objects: whole.map(([start, end]) => text.slice(start, end)),
    isCut: open.length > 0,
  };
}
