/** Bytes that have arrived and are not read yet. They are joined when they are looked at, not before. */
export class PendingBytes {
  private parts: Uint8Array[] = [];
  private total = 0;

  get length(): number {
    return this.total;
  }

  /**
   * Adds bytes, in portions where there would be more than `most` of them.
   *
   * @param look called after each portion; it drops some where there are so many
   */
  add(bytes: Uint8Array, most: number, look: () => void): void {
    for (let at = 0; at < bytes.length;) {
      const portion = bytes.subarray(at, at + most - this.total);
      this.parts.push(portion);
      this.total += portion.length;
      at += portion.length;
      look();
    }
  }

  /** All of them as one. */
  get bytes(): Uint8Array {
    const [first, ...more] = this.parts;
    if (first === undefined) return new Uint8Array(0);
    if (more.length === 0) return first;
    const joined = new Uint8Array(this.total);
    let at = 0;
    for (const part of this.parts) {
      joined.set(part, at);
      at += part.length;
    }
    this.parts = [joined];
    return joined;
  }

  /** Lets go of the first ones. */
  drop(count: number): void {
    const rest = this.bytes.subarray(count);
    this.parts = rest.length === 0 ? [] : [rest];
    this.total = rest.length;
  }
}
