/** A source of numbers that is the same for the same seed, on every machine. */
export interface Random {
  /** From 0, inclusive, to 1, exclusive. */
  next(): number;
  /** A whole number between the two, both included. */
  integer(least: number, most: number): number;
  /** One of the items. Throws for an empty list. */
  pick<T>(items: readonly T[]): T;
  /** True that often: 0 never, 1 always. */
  chance(probability: number): boolean;
}

/**
 * A 32-bit xorshift generator. Not for secrets: it makes samples, tests and benches repeatable.
 *
 * @param seed any whole number; neighbours give unrelated sequences
 */
export function seededRandom(seed: number): Random {
  // The odd multiplier spreads neighbouring seeds; the state of a xorshift must never be 0.
  let state = Math.imul(seed ^ 0x5bf03635, 0x2c1b3c6d) | 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  for (let warmUp = 0; warmUp < 8; warmUp++) next();

  const integer = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    integer,
    pick<T>(items: readonly T[]): T {
      if (items.length === 0) throw new RangeError('Nothing to pick from.');
      return items[integer(0, items.length - 1)] as T;
    },
    chance: (probability) => next() < probability,
  };
}
