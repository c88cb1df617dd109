import { joined } from '../../audit/containers/byteText';

/** Bytes that arrive in chunks, taken in pieces of the size that is asked for. */
export class ByteQueue {
  private rest: Uint8Array = new Uint8Array(0);
  private ended = false;
  private taken = 0;
  private readonly chunks: AsyncIterator<Uint8Array>;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.chunks = source[Symbol.asyncIterator]();
  }

  /** How many bytes have been taken. */
  get offset(): number {
    return this.taken;
  }

  /** The next bytes without taking them: so many, or fewer at the end. */
  async peek(count: number): Promise<Uint8Array> {
    while (!this.ended && this.rest.length < count) {
      const next = await this.chunks.next();
      if (next.done === true) this.ended = true;
      else this.rest = joined(this.rest, next.value);
    }
    return this.rest.subarray(0, count);
  }

  /** What is at hand, or arrives next, but no more than so many; empty at the end. */
  async some(most: number): Promise<Uint8Array> {
    if (this.rest.length === 0) await this.peek(1);
    return this.rest.subarray(0, most);
  }

  take(count: number): void {
    this.rest = this.rest.subarray(count);
    this.taken += count;
  }

  /** All that is left, as it arrives. */
  async *all(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      for (
        let next = await this.some(Infinity);
        next.length > 0;
        next = await this.some(Infinity)
      ) {
        this.take(next.length);
        yield next;
      }
    } finally {
      await this.close();
    }
  }

  async close(): Promise<void> {
    await this.chunks.return?.();
  }
}
