import { Ended } from '../event/ended';
import { labels } from '../text/labels';
import { certificateOutcome, responseFault, responseOutcome } from '../event/outcome';
import { parseHex, parseNamed, parseResponse } from '../text/values';
import { scanModule } from './scanModule';
import type { ShapeFacts } from './shape';
import type { Vocabulary } from './vocabulary';

/** What is used of the engine's WebAssembly: the types of Node and of browsers differ. */
interface Engine {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

function engine(): Engine {
  return (globalThis as unknown as { readonly WebAssembly: Engine }).WebAssembly;
}

/** The fast reader, compiled: some milliseconds the first time. */
export function compiledScan(): object {
  const bytes = Uint8Array.from(atob(scanModule), (character) => character.charCodeAt(0));
  return new (engine().Module)(bytes);
}

/** The slot of a label by its first six characters, as assembly/lines.ts reckons it. */
function labelHash(text: string): number {
  let word = 0n;
  for (let index = 5; index >= 0; index--) word = (word << 8n) | BigInt(text.charCodeAt(index));
  return Number(BigInt.asUintN(64, word * 0x9e3779b97f4a7c15n) >> 56n);
}

/** The exports of assembly/: places in its memory, and the function. */
interface ScanExports extends Record<Place, { readonly value: number }> {
  readonly memory: { readonly buffer: ArrayBuffer };
  scan(from: number, to: number, isLast: number): number;
}

type Place =
  | 'state'
  | 'labelSlots'
  | 'labelRecords'
  | 'certificateKeys'
  | 'starts'
  | 'lengths'
  | 'lines'
  | 'extrasAt'
  | 'times'
  | 'sequences'
  | 'sessions'
  | 'reboots'
  | 'shapes'
  | 'extras'
  | 'valueList'
  | 'shapeList'
  | 'masks'
  | 'memos'
  | 'input'
  | 'inputRoom'
  | 'rowRoom'
  | 'classCounts';

/** The words of its state. */
const State = {
  rows: 0,
  extras: 1,
  line: 2,
  status: 3,
  shapes: 4,
  values: 5,
  valueBytes: 6,
  base: 7,
  shapeNews: 8,
  round: 9,
} as const;

/** Why a scan stopped. */
export const Stopped = { forMore: 0, atOdd: 1, full: 2 } as const;

/** What the scanner does with a label's value: the action, the class of its values, its place in a shape. */
interface LabelUse {
  readonly action: number;
  readonly valueClass?: number;
  readonly shift?: number;
  readonly most?: number;
  /** Whether the value differs from event to event: the scanner remembers it apart from others. */
  readonly varies?: boolean;
}

const nameClass = { reboot: 5, name: 6, operation: 7, result: 8 } as const;

const labelUses: Readonly<Partial<Record<string, LabelUse>>> = {
  commandType: { action: 1, valueClass: 0, shift: 16, most: 0xff },
  opcode: { action: 1, valueClass: 1, shift: 24, most: 0xfff, varies: true },
  response: { action: 1, valueClass: 2, shift: 36, most: 0xfff, varies: true },
  logType: { action: 1, valueClass: 3, shift: 48, most: 0xff, varies: true },
  userType: { action: 1, valueClass: 4, shift: 56, most: 0xff },
  rebootCounter: { action: 2 },
  userName: { action: 3 },
  targetUserName: { action: 4 },
  sequence: { action: 5 },
  sessionHandle: { action: 6 },
  privateKey: { action: 7 },
  publicKey: { action: 8 },
  key: { action: 9 },
};

const certificateMembers = ['object_handle', 'op_code', 'response', 'attributes', 'timestamp'];

/** Most extras that one row may take. */
export const extrasOfRow = 24;
const extrasRoom = 65_536;
const sentinels = 64;

/**
 * The fast reader (assembly/scan.ts) with its memory: input goes in, rows come out, and what the
 * numbers in them stand for is told to a vocabulary, read with the decoder's own readers.
 */
export class Scanner {
  private readonly exports: ScanExports;
  private readonly state: Uint32Array;
  private readonly bytes: Uint8Array;
  private readonly words: Uint32Array;
  /** Where input is put; what `scan` reads. */
  readonly input: Uint8Array;
  readonly starts: Uint32Array;
  readonly lengths: Uint16Array;
  readonly lines: Uint16Array;
  readonly extrasAt: Uint16Array;
  readonly times: Float64Array;
  readonly sequences: Uint32Array;
  readonly sessions: Uint32Array;
  readonly reboots: Uint32Array;
  readonly shapes: Uint32Array;
  readonly extraValues: Uint32Array;
  private readonly rowRoom: number;
  /** How often it began, as 16 bits; memory begins with 0, so that the first is 1. */
  private round = 0;
  private vocabulary: Vocabulary | undefined;
  private knownValues = 0;
  private knownShapes = 0;
  /** The values of each class by their number. */
  private texts: string[][] = [];

  /** @param module of `compiledScan`; threads of one process share it */
  constructor(module: object) {
    const exports = new (engine().Instance)(module).exports as ScanExports;
    this.exports = exports;
    const { buffer } = exports.memory;
    const rows = (this.rowRoom = exports.rowRoom.value);
    this.bytes = new Uint8Array(buffer);
    this.words = new Uint32Array(buffer);
    this.state = new Uint32Array(buffer, exports.state.value, 16);
    this.input = new Uint8Array(buffer, exports.input.value, exports.inputRoom.value);
    this.starts = new Uint32Array(buffer, exports.starts.value, rows);
    this.lengths = new Uint16Array(buffer, exports.lengths.value, rows);
    this.lines = new Uint16Array(buffer, exports.lines.value, rows);
    this.extrasAt = new Uint16Array(buffer, exports.extrasAt.value, rows);
    this.times = new Float64Array(buffer, exports.times.value, rows);
    this.sequences = new Uint32Array(buffer, exports.sequences.value, rows);
    this.sessions = new Uint32Array(buffer, exports.sessions.value, rows);
    this.reboots = new Uint32Array(buffer, exports.reboots.value, rows);
    this.shapes = new Uint32Array(buffer, exports.shapes.value, rows);
    this.extraValues = new Uint32Array(buffer, exports.extras.value, extrasRoom);
    this.bytes.fill(0xff, exports.masks.value, exports.masks.value + 128);
    this.writeLabels();
    this.writeCertificateMembers();
  }

  private writeText(text: string, at: number, room: number): void {
    for (let index = 0; index < Math.min(text.length, room); index++) {
      this.bytes[at + index] = text.charCodeAt(index);
    }
  }

  private writeMask(length: number, at: number): void {
    this.bytes.fill(0xff, at, at + Math.min(length, 16));
  }

  private writeLabels(): void {
    const { labelSlots, labelRecords } = this.exports;
    labels.forEach(({ text, id }, index) => {
      if (id === 'time') return; // It begins an event and is read apart. Its index, 0, is «no label».
      const record = labelRecords.value + 64 * index;
      this.writeText(text, record, 16);
      this.writeMask(text.length, record + 16);
      if (text.length > 16) this.writeText(text.slice(-16), record + 32, 16);
      const use = labelUses[id] ?? { action: 0 };
      const { action, valueClass = 0, shift = 0, most = 0, varies = false } = use;
      this.bytes[record + 48] = text.length;
      this.bytes[record + 49] = valueClass;
      this.bytes[record + 50] = shift;
      this.bytes[record + 51] = varies ? 1 : 0;
      const slot = labelSlots.value + labelHash(text);
      this.bytes[record + 52] = this.bytes[slot] ?? 0;
      this.bytes[slot] = index;
      this.words[(record + 56) >> 2] = action;
      this.words[(record + 60) >> 2] = most;
    });
  }

  private writeCertificateMembers(): void {
    certificateMembers.forEach((member, index) => {
      const quoted = `"${member}"`;
      const record = this.exports.certificateKeys.value + 48 * index;
      this.writeText(quoted, record, 16);
      this.writeMask(quoted.length, record + 16);
      this.words[(record + 32) >> 2] = quoted.length;
    });
  }

  /** Forgets everything and begins to fill a vocabulary. */
  begin(vocabulary: Vocabulary): void {
    const { valueList, shapeList, classCounts } = this.exports;
    this.freeSlots(valueList.value, this.knownValues);
    this.freeSlots(shapeList.value, this.knownShapes);
    this.bytes.fill(0, classCounts.value, classCounts.value + 64);
    this.state.fill(0);
    this.round = (this.round + 1) & 0xffff;
    if (this.round === 0) {
      // Lines of a round that had this number before must not be taken for this one's.
      const { memos, input } = this.exports;
      this.bytes.fill(0, memos.value, input.value);
    }
    this.state[State.round] = this.round;
    this.vocabulary = vocabulary;
    this.knownValues = this.knownShapes = 0;
    this.texts = [];
  }

  /** Empties the slots that a list of the scanner names: a small log fills few of thousands. */
  private freeSlots(list: number, count: number): void {
    for (let index = 0; index < count; index++) {
      const slot = (this.words[((list + 16 * index) >> 2) + 3] ?? 0) >> 2;
      this.words.fill(0, slot, slot + 4);
    }
  }

  get rows(): number {
    return this.state[State.rows] ?? 0;
  }

  get extras(): number {
    return this.state[State.extras] ?? 0;
  }

  /** Whether a row has room, whatever it has. */
  get hasRoom(): boolean {
    return this.rows < this.rowRoom && this.extras + extrasOfRow <= extrasRoom;
  }

  /** Counts a row that was written by hand, with its extras. */
  addRow(extras: number): void {
    this.state[State.rows] = this.rows + 1;
    this.state[State.extras] = this.extras + extras;
  }

  /** Takes all rows away. */
  clearRows(): void {
    this.state[State.rows] = this.state[State.extras] = 0;
  }

  /** Why the last scan stopped: a value of `Stopped`. */
  get status(): number {
    return this.state[State.status] ?? 0;
  }

  /** Lines since `line` was last set. */
  get line(): number {
    return this.state[State.line] ?? 0;
  }

  set line(line: number) {
    this.state[State.line] = line;
  }

  /**
   * Reads events of the input from the beginning of a line on, none open.
   *
   * @param from where to begin in `input`
   * @param length how much of `input` is filled
   * @param base what is added to a place in `input` for a row's start (modulo 2^32)
   * @returns the place of the line up to which all is read
   */
  scan(from: number, length: number, isLast: boolean, base: number): number {
    const input = this.exports.input.value;
    this.bytes.fill(0x0a, input + length, input + length + sentinels);
    this.state[State.base] = base;
    const next = this.exports.scan(input + from, input + length, isLast ? 1 : 0);
    this.learnValues();
    this.learnShapes();
    return next - input;
  }

  private learnValues(): void {
    const count = this.state[State.values] ?? 0;
    for (; this.knownValues < count; this.knownValues++) {
      const at = (this.exports.valueList.value + 16 * this.knownValues) >> 2;
      const place = this.words[at] ?? 0;
      const tag = this.words[at + 1] ?? 0;
      const number = this.words[at + 2] ?? 0;
      const text = String.fromCharCode(...this.bytes.subarray(place, place + (tag & 0xffff)));
      const valueClass = tag >>> 16;
      if (valueClass === nameClass.name) this.vocabulary?.setName(number, text);
      else if (valueClass === nameClass.reboot) {
        this.vocabulary?.setStart(number, { stream: undefined, counter: parseHex(text) });
      } else {
        (this.texts[valueClass] ??= [])[number] = text;
      }
    }
  }

  private learnShapes(): void {
    const count = this.state[State.shapeNews] ?? 0;
    for (; this.knownShapes < count; this.knownShapes++) {
      const at = (this.exports.shapeList.value + 16 * this.knownShapes) >> 2;
      const facts = this.shapeFacts(this.words[at] ?? 0, this.words[at + 1] ?? 0);
      this.vocabulary?.setShape(this.words[at + 2] ?? 0, facts);
    }
  }

  private shapeFacts(low: number, high: number): ShapeFacts {
    const value = (valueClass: number, number: number): string | undefined =>
      this.texts[valueClass]?.[number];
    const operation = (low >>> 24) | ((high & 0xf) << 8);
    const result = (high >>> 4) & 0xfff;
    const has = low & 0x1ff;
    if ((low & 0x200) !== 0) {
      const response = value(nameClass.result, result);
      const opcode = value(nameClass.operation, operation);
      return { isCertificate: true, opcode, ended: Ended[certificateOutcome(response)], has };
    }
    const name = (printed: string | undefined): string | undefined =>
      printed?.slice(0, parseNamed(printed).nameEnd);
    const opcode = value(1, operation);
    const response = value(2, result);
    const { code, verdict } =
      response === undefined ? { code: undefined, verdict: undefined } : parseResponse(response);
    return {
      isCertificate: false,
      commandType: name(value(0, (low >>> 16) & 0xff)),
      opcode: name(opcode),
      opcodeCode: opcode === undefined ? undefined : parseNamed(opcode).code,
      logType: name(value(3, (high >>> 16) & 0xff)),
      userType: name(value(4, high >>> 24)),
      responseCode: code === undefined ? undefined : Number(code),
      responseFault: responseFault(code, verdict),
      ended: Ended[responseOutcome(code, verdict)],
      has,
    };
  }
}
