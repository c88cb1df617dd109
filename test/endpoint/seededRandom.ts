/** A source of numbers in [0, 1). */
export type Random = () => number;

/**
 * A 32-bit xorshift: the same seed gives the same numbers on every machine. Good enough to scatter
 * faults and events, and for nothing else.
 */
export function seededRandom(seed: number): Random {
  // Zero is the one state that xorshift never leaves.
  let state = seed >>> 0 || 0x9e3779b9;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
}
