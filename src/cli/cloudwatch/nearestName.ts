/** The known name that differs least from another one, by two letters at most. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const rated = known.map((one) => ({ one, letters: lettersBetween(name, one) }));
  const best = rated.reduce((least, next) => (next.letters < least.letters ? next : least));
  return best.letters <= 2 ? best.one : undefined;
}

/** How many letters have to be put in, taken out or changed to make one of the other. */
function lettersBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [line, letter] of Array.from(one).entries()) {
    const next = [line + 1];
    for (let index = 0; index < other.length; index++) {
      const changed = (row[index] ?? 0) + (letter === other[index] ? 0 : 1);
      next.push(Math.min(changed, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
