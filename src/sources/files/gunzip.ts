import { constants, crc32, createInflateRaw, type InflateRaw } from 'node:zlib';
import type { Damage } from '../../audit/containers/container';
import { ByteQueue } from './byteQueue';

/** How much a compressed file may unpack to. */
export interface GunzipLimits {
  /** Bytes in all. */
  readonly size: number;
  /** How many times as many bytes as are compressed. */
  readonly ratio: number;
  /** From so many unpacked bytes on the ratio counts. */
  readonly ratioFrom: number;
  /** Of a member that cannot be read again so many bytes are kept, to unpack it once more up to a fault. */
  readonly kept: number;
}

/**
 * Audit logs are packed to a tenth or a thirtieth, one and the same event over and over to less than a
 * three-hundredth. What is unpacked goes through memory piece by piece: the size protects time, not room.
 */
export const defaultLimits: GunzipLimits = {
  size: 64 * 2 ** 30,
  ratio: 500,
  ratioFrom: 16 << 20,
  kept: 4 << 20,
};

/** Small enough that it cannot unpack to much more than memory has room for: at most 1032 times as much. */
const inputBytes = 1 << 14;

/** How much is unpacked at a time: more calls of the library for less take three times as long. */
const outputBytes = 1 << 16;

/** Called with damage and its place among the compressed bytes. */
export type OnDamage = (damage: Damage, offset: number) => void;

/** Reads the compressed bytes again from an offset on. */
export type ReadAgain = (offset: number) => AsyncIterable<Uint8Array>;

/** Whether the bytes begin a gzip member (RFC 1952): its magic number, deflate, no unknown flag. */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b && head[2] === 0x08 && ((head[3] ?? 0) & 0xe0) === 0;
}

/**
 * Unpacks gzip as it arrives: one member, or several back to back as Firehose writes them. What can be
 * read of a damaged member is given, and reading goes on with the next one, behind a line end that keeps
 * the two apart.
 *
 * @param again left out where the bytes come only once: then a long member that is damaged may lack the
 * 64 KiB before its fault
 */
export async function* gunzipped(
  input: ByteQueue,
  limits: GunzipLimits,
  onDamage: OnDamage,
  again?: ReadAgain,
): AsyncGenerator<Uint8Array, void, undefined> {
  const start = input.offset;
  let unpacked = 0;
  const isTooMuch = (): boolean =>
    unpacked > limits.size ||
    (unpacked > limits.ratioFrom && unpacked > limits.ratio * (input.offset - start));
  try {
    for (let isTold = true; await findMember(input, isTold, onDamage);) {
      const member = new Member(input, limits.kept, again);
      if (!(await member.readHeader())) {
        onDamage('cut', input.offset);
        return;
      }
      for await (const chunk of member.chunks()) {
        unpacked += chunk.length;
        if (isTooMuch()) {
          onDamage('bomb', input.offset);
          return;
        }
        yield chunk;
      }
      if (member.damage !== undefined) {
        onDamage(member.damage, input.offset);
        yield lineEnd;
      }
      isTold = member.damage === 'gzip';
    }
  } finally {
    await input.close();
  }
}

const lineEnd = Uint8Array.of(0x0a);

/**
 * Passes over what is no member, up to the next one.
 *
 * @param isTold whether what stands here has been called damaged before
 */
async function findMember(input: ByteQueue, isTold: boolean, onDamage: OnDamage): Promise<boolean> {
  for (let told = isTold; ;) {
    const head = await input.peek(4);
    if (head.length === 4 && isGzip(head)) return true;
    if (head.length === 0) return false;
    const more = await input.some(inputBytes);
    let next: number;
    if (head[0] === 0) {
      // Padding of a tape or a disk is no damage.
      next = more.findIndex((byte) => byte !== 0);
    } else {
      if (!told) onDamage('gzip', input.offset);
      told = true;
      next = more.indexOf(0x1f, 1);
    }
    input.take(next < 0 ? more.length : next);
  }
}

/** One gzip member: a header, deflated data, and its checksum and length. */
class Member {
  damage: Damage | undefined;
  private checksum = 0;
  private length = 0;
  /** The compressed data so far, unless it can be read again or is too much. */
  private kept: Uint8Array[] | undefined;
  private keptLength = 0;
  private dataStart = 0;

  constructor(
    private readonly input: ByteQueue,
    private readonly mostKept: number,
    private readonly again: ReadAgain | undefined,
  ) {
    if (again === undefined) this.kept = [];
  }

  /** @returns whether all of it is there */
  async readHeader(): Promise<boolean> {
    const head = await this.input.peek(10);
    if (head.length < 10) return false;
    const flags = head[3] ?? 0;
    this.input.take(10);
    if ((flags & 4) !== 0) {
      const size = await this.input.peek(2);
      const extra = 2 + (size[0] ?? 0) + 256 * (size[1] ?? 0);
      if ((await this.input.peek(extra)).length < extra) return false;
      this.input.take(extra);
    }
    for (const named of [8, 16]) {
      if ((flags & named) !== 0 && !(await this.passName())) return false;
    }
    if ((flags & 2) === 0) return true;
    if ((await this.input.peek(2)).length < 2) return false;
    this.input.take(2);
    return true;
  }

  private async passName(): Promise<boolean> {
    for (;;) {
      const some = await this.input.some(inputBytes);
      if (some.length === 0) return false;
      const end = some.indexOf(0);
      this.input.take(end < 0 ? some.length : end + 1);
      if (end >= 0) return true;
    }
  }

  /** What is unpacked. Afterwards `damage` says what was wrong with it. */
  async *chunks(): AsyncGenerator<Uint8Array, void, undefined> {
    this.dataStart = this.input.offset;
    const inflating = new Inflating();
    try {
      for (;;) {
        const some = await this.input.some(inputBytes);
        if (some.length === 0) {
          this.damage = 'cut';
          return;
        }
        this.keep(some);
        const sound = this.input.offset - this.dataStart;
        const { output, taken, state } = await inflating.push(some);
        this.input.take(taken);
        for (const chunk of output) {
          this.count(chunk);
          yield chunk;
        }
        if (state === 'damaged') {
          const fault = yield* this.upToFault(sound);
          this.input.take(Math.max(0, this.dataStart + fault - this.input.offset));
          this.damage = 'gzip';
          return;
        }
        if (state === 'ended') break;
      }
    } finally {
      inflating.close();
    }
    await this.readTrailer();
  }

  private count(chunk: Uint8Array): void {
    this.checksum = crc32(chunk, this.checksum);
    this.length += chunk.length;
  }

  private async readTrailer(): Promise<void> {
    const trailer = await this.input.peek(8);
    if (trailer.length < 8) {
      this.damage = 'cut';
      this.input.take(trailer.length);
      return;
    }
    const view = new DataView(trailer.buffer, trailer.byteOffset, 8);
    const matches =
      view.getUint32(0, true) === this.checksum &&
      view.getUint32(4, true) === this.length % 2 ** 32;
    this.input.take(8);
    if (!matches) this.damage = 'checksum';
  }

  private keep(some: Uint8Array): void {
    this.kept?.push(some);
    this.keptLength += some.length;
    if (this.keptLength > this.mostKept) this.kept = undefined;
  }

  /**
   * What a damaged member unpacks to before its fault and has not been given yet: the library lets go of
   * what it has unpacked last. It is unpacked once more, at the end byte by byte.
   *
   * @param sound how many bytes of the data are known to have no fault
   * @returns how many there are up to the fault, as far as they could be read again
   */
  private async *upToFault(sound: number): AsyncGenerator<Uint8Array, number, undefined> {
    const data = this.again?.(this.dataStart) ?? inOrder(this.kept);
    const input = new ByteQueue(data);
    const inflating = new Inflating();
    let rest = this.length;
    try {
      for (let state = 'more'; state === 'more';) {
        const pace = input.offset < sound ? Math.min(inputBytes, sound - input.offset) : 1;
        const some = await input.some(pace);
        if (some.length === 0) break;
        const step = await inflating.push(some);
        input.take(some.length);
        state = step.state;
        for (const chunk of step.output) {
          if (chunk.length > rest) yield chunk.subarray(rest);
          rest = Math.max(0, rest - chunk.length);
        }
      }
      return input.offset;
    } finally {
      inflating.close();
      await input.close();
    }
  }
}

// eslint-disable-next-line @typescript-eslint/require-await -- read as what arrives is
async function* inOrder(chunks: readonly Uint8Array[] = []): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

interface Inflated {
  readonly output: readonly Uint8Array[];
  /** How much of the input was used. */
  readonly taken: number;
  readonly state: 'more' | 'ended' | 'damaged';
}

/** Inflates piece by piece, and says at each how it went. */
class Inflating {
  private readonly inflate: InflateRaw = createInflateRaw({
    flush: constants.Z_SYNC_FLUSH,
    finishFlush: constants.Z_SYNC_FLUSH,
    chunkSize: outputBytes,
  });
  private output: Uint8Array[] = [];
  private settle: ((state: Inflated['state']) => void) | undefined;

  constructor() {
    this.inflate.on('data', (chunk: Uint8Array) => this.output.push(chunk));
    this.inflate.on('end', () => this.settle?.('ended'));
    this.inflate.on('error', () => this.settle?.('damaged'));
  }

  async push(bytes: Uint8Array): Promise<Inflated> {
    const before = this.inflate.bytesWritten;
    const state = await new Promise<Inflated['state']>((resolve) => {
      this.settle = resolve;
      this.inflate.write(bytes, (error) => resolve(error instanceof Error ? 'damaged' : 'more'));
    });
    const { output } = this;
    this.output = [];
    return { output, taken: this.inflate.bytesWritten - before, state };
  }

  close(): void {
    this.settle = undefined;
    this.inflate.destroy();
  }
}
