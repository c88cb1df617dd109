/** An object of a text. */
export interface JsonObject {
  readonly text: string;
  /** UTF-16 code units. */
  readonly start: number;
  /** Whole inside of one that was cut. */
  readonly isInside: boolean;
}

/**
 * The JSON objects of a text, in their order, whatever stands between them. Where the text ends inside of one, those
 * are taken that are whole inside of it.
 */
export function objectsIn(text: string): {
  readonly objects: readonly JsonObject[];
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
  const objectAt =
    (isInside: boolean) =>
    ([start, end]: readonly [number, number]): JsonObject => ({
      text: text.slice(start, end),
      start,
      isInside,
    });
  return {
    objects: [
      ...whole.map(objectAt(false)),
      ...open.flatMap(({ inside }) => inside.map(objectAt(true))),
    ],
    isCut: open.length > 0,
  };
}
