import type { ResponseFault } from '../event/outcome';

/** What many events have in common: all of a row but its place, its numbers and its user names. */
export interface ShapeFacts {
  readonly isCertificate: boolean;
  readonly commandType?: string | undefined;
  readonly opcode?: string | undefined;
  /** The number printed behind the opcode's name. */
  readonly opcodeCode?: bigint | undefined;
  readonly logType?: string | undefined;
  readonly userType?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly responseFault?: ResponseFault | undefined;
  /** A value of `Ended`. */
  readonly ended: number;
  /** Bits of `Has`. */
  readonly has: number;
}

/** What a row has beside its shape. The first ones are those of assembly/memory.ts. */
export const Has = {
  sequence: 1,
  session: 2,
  privateKey: 4,
  publicKey: 8,
  key: 16,
  user: 32,
  target: 64,
  /** A key handle does not fit in 32 bits: each takes two extras. */
  wideKeys: 128,
  column: 256,
  wideSequence: 1024,
  wideSession: 2048,
  /** The length does not fit in 16 bits. */
  wideLength: 4096,
  /** A label is there twice. */
  repeated: 8192,
} as const;

/**
 * A shape, with the places of a row's extras: numbers of 32 bits that only some rows have. The places
 * count from the row's first extra; -1 for one that it has not.
 */
export class Shape {
  readonly column: number;
  readonly privateKey: number;
  readonly publicKey: number;
  readonly key: number;
  readonly user: number;
  readonly target: number;
  readonly sequenceHigh: number;
  readonly sessionHigh: number;
  readonly length: number;
  readonly wideKeys: boolean;
  /** How many extras there are. */
  readonly extras: number;

  constructor(readonly facts: ShapeFacts) {
    let next = 0;
    const place = (bit: number, size = 1): number => {
      if ((facts.has & bit) === 0) return -1;
      next += size;
      return next - size;
    };
    this.wideKeys = (facts.has & Has.wideKeys) !== 0;
    const keySize = this.wideKeys ? 2 : 1;
    this.column = place(Has.column);
    this.privateKey = place(Has.privateKey, keySize);
    this.publicKey = place(Has.publicKey, keySize);
    this.key = place(Has.key, keySize);
    this.user = place(Has.user);
    this.target = place(Has.target);
    this.sequenceHigh = place(Has.wideSequence);
    this.sessionHigh = place(Has.wideSession);
    this.length = place(Has.wideLength);
    this.extras = next;
  }
}
