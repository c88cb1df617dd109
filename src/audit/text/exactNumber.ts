/** A number of up to 64 bits that is never rounded: a `bigint` only where a `number` would be. */
export type ExactNumber = number | bigint;

/** The number of two halves of 32 bits. Equal numbers are the same value, so that a map finds them. */
export function exactNumber(high: number, low: number): ExactNumber {
  return high < 0x200000 ? high * 2 ** 32 + low : (BigInt(high) << 32n) | BigInt(low);
}

export function exactOf(value: bigint): ExactNumber {
  return value < 1n << 53n ? Number(value) : value;
}
