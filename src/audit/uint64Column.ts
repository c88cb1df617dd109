/** A column of unsigned 64-bit numbers that is compared without making a `bigint` a row. */
export class Uint64Column {
  readonly low: Uint32Array;
  readonly high: Uint32Array;

  constructor(capacity: number) {
    this.low = new Uint32Array(capacity);
    this.high = new Uint32Array(capacity);
  }

  get(row: number): bigint {
    return (BigInt(this.high[row] ?? 0) << 32n) | BigInt(this.low[row] ?? 0);
  }

  set(row: number, value: bigint): void {
    this.low[row] = Number(value & 0xffffffffn);
    this.high[row] = Number(value >> 32n);
  }

  /** The same rows with room for `capacity`. */
  resized(capacity: number): Uint64Column {
    const column = new Uint64Column(capacity);
    column.low.set(this.low.subarray(0, capacity));
    column.high.set(this.high.subarray(0, capacity));
    return column;
  }
}
