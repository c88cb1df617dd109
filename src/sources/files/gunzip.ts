import { constants, crc32, createInflateRaw, inflateRawSync, type InflateRaw } from 'node:zlib';
import type { Damage } from '../../audit/containers/container';
import { joined } from '../../audit/containers/byteText';
import type { ByteQueue } from './byteQueue';

/** How much a compressed file may unpack to. */
export interface GunzipLimits {
  /** Bytes in all. */
  readonly size: number;
  /** How many times as many bytes as are compressed; counted from the first 16 MiB on. */
  readonly ratio: number;
}

/**
 * Audit logs are packed to a tenth or a thirtieth, one and the same event over and over to less than a
 * three-hundredth. What is unpacked goes through memory piece by piece: the size protects time, not room.
 */
export const defaultLimits: GunzipLimits = { size: 64 * 2 ** 30, ratio: 500 };

const ratioCounts = 16 << 20;

/** Small enough that it cannot unpack to much more than memory has room for: at most 1032 times as much. */
const inputBytes = 1 << 14;

/** Of a member so much is kept, to find out what can be read of it if it is damaged. */
const keptInput = 4 << 20;

/** Called with damage and its place among the compressed bytes. */
export type OnDamage = (damage: Damage, offset: number) => void;

/** Whether the bytes begin a gzip member (RFC 1952): its magic number, deflate, no unknown flag. */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b && head[2] === 0x08 && ((head[3] ?? 0) & 0xe0) === 0;
}

/**
 * Unpacks gzip as it arrives: one member, or several back to back as Firehose writes them. What can be
 * read of a damaged member is given, and reading goes on with the next one, behind a line end that keeps
 * the two apart.
 */
export async function* gunzipped(
  input: ByteQueue,
  limits: GunzipLimits,
  onDamage: OnDamage,
): AsyncGenerator<Uint8Array, void, undefined> {
  const start = input.offset;
  let unpacked = 0;
  const isTooMuch = (): boolean =>
    unpacked > limits.size ||
    (unpacked > ratioCounts && unpacked > limits.ratio * (input.offset - start));
  try {
    for (let first = true; await findMember(input, first, onDamage); first = false) {
      const member = new Member(input);
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
    }
  } finally {
    await input.close();
  }
}

const lineEnd = Uint8Array.of(0x0a);

/** Passes over what is no member, up to the next one. */
async function findMember(input: ByteQueue, first: boolean, onDamage: OnDamage): Promise<boolean> {
  for (let told = first; ;) {
    const head = await input.peek(4);
    if (head.length === 4 && isGzip(head)) return true;
    if (head.length === 0) return false;
    // Padding of a tape or a disk is no damage.
    if (!told && head[0] !== 0) {
      onDamage('gzip', input.offset);
      told = true;
    }
    const more = await input.some(inputBytes);
    const next = more.indexOf(0x1f, 1);
    input.take(next < 0 ? more.length : next);
  }
}

/** One gzip member: a header, deflated data, and its checksum and length. */
class Member {
  damage: Damage | undefined;
  private checksum = 0;
  private length = 0;
  private kept: Uint8Array | undefined = new Uint8Array(0);

  constructor(private readonly input: ByteQueue) {}

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
    const inflating = new Inflating();
    try {
      for (;;) {
        const some = await this.input.some(inputBytes);
        if (some.length === 0) {
          this.damage = 'cut';
          return;
        }
        this.keep(some);
        const { output, taken, state } = await inflating.push(some);
        this.input.take(taken);
        if (state === 'damaged') {
          yield* this.recovered();
          this.damage = 'gzip';
          return;
        }
        for (const chunk of output) {
          this.count(chunk);
          yield chunk;
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
    if (this.kept === undefined) return;
    this.kept = this.kept.length > keptInput ? undefined : joined(this.kept, some);
  }

  /**
   * What a damaged member unpacks to before its fault and has not been given yet: the library keeps back
   * what it has unpacked last. The longest beginning without a fault is searched by halving.
   */
  private *recovered(): Generator<Uint8Array, void, undefined> {
    if (this.kept === undefined) return;
    let good = 0;
    let bad = this.kept.length;
    while (bad - good > 1) {
      const middle = (good + bad) >>> 1;
      if (inflatedBeginning(this.kept.subarray(0, middle)) === undefined) bad = middle;
      else good = middle;
    }
    const unpacked = inflatedBeginning(this.kept.subarray(0, good));
    if (unpacked !== undefined && unpacked.length > this.length)
      yield unpacked.subarray(this.length);
  }
}

function inflatedBeginning(bytes: Uint8Array): Uint8Array | undefined {
  try {
    return inflateRawSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 1 << 28 });
  } catch {
    return undefined;
  }
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
