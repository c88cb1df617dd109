/** Bytes that have arrived and are not read yet. They are joined when they are looked at, not before. */
export class PendingBytes {
  private parts: Uint8Array[] = [];
  private total = 0;

  get length(): number {
    return this.total;
  }

  add(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.parts.push(bytes);
    this.total += bytes.length;
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
