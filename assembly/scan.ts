/**
 * The fast reader of audit logs, over bytes, with SIMD. It takes only events that it understands to
 * the last byte, in their usual forms; at any other it stops and names its place, and the decoder's
 * own readers take that event (`src/audit/indexing.ts`).
 *
 * AssemblyScript, compiled by scripts/assembly.mjs. It allocates nothing: what it reads and writes is
 * laid out below, and `src/audit/scan/scanner.ts` looks at the same places.
 */

/** Rows and extras that fit before `scan` asks for them to be taken away. */
export const rowRoom: i32 = 8192;
const extrasRoom: u32 = 65500;
const furthestLine: u32 = 65535;

// Where things are, in bytes.
export const state: usize = 1024;
export const labelSlots: usize = 2048; // 256 bytes: label number by hash
export const labelRecords: usize = 2560; // 64 bytes a label
export const certificateKeys: usize = 6144; // 32 bytes a key: text, length
export const starts: usize = 8192;
export const lengths: usize = starts + 4 * 8192;
export const lines: usize = lengths + 2 * 8192;
export const extrasAt: usize = lines + 2 * 8192;
export const times: usize = extrasAt + 2 * 8192;
export const sequences: usize = times + 8 * 8192;
export const sessions: usize = sequences + 4 * 8192;
export const reboots: usize = sessions + 4 * 8192;
export const shapes: usize = reboots + 4 * 8192;
export const extras: usize = shapes + 4 * 8192;
/** Open addressing, 16 bytes a slot: hash, place, length and class, number. */
export const valueSlots: usize = extras + 4 * 65536;
const valueSlotMask: u32 = 0x7fff;
/** 16 bytes a value, in order of first appearance: place, length and class, number, slot. */
export const valueList: usize = valueSlots + 16 * 0x8000;
const valueMost: u32 = 0x4000;
/** Open addressing, 16 bytes a slot: key, number. */
export const shapeSlots: usize = valueList + 16 * 0x4000;
const shapeSlotMask: u32 = 0x1fff;
/** 16 bytes a shape, in order of first appearance: key, number, slot. */
export const shapeList: usize = shapeSlots + 16 * 0x2000;
const shapeMost: u32 = 0x1000;
export const values: usize = shapeList + 16 * 0x1000;
const valuesRoom: u32 = 1 << 20;
/** 128 bytes a line that was read, 32 for each label: the next lines that are the same cost a comparison. */
export const memos: usize = values + (1 << 20) + 4096;
export const input: usize = memos + (1 << 17);
export const inputRoom: i32 = 1 << 19;

/** The counters; `src/audit/scan/scanner.ts` reads and writes them as an array of u32. */
const stRows: usize = 1024;
const stExtras: usize = 1028;
const stLine: usize = 1032;
const stStatus: usize = 1036;
const stShapes: usize = 1040;
const stValues: usize = 1044;
const stValueBytes: usize = 1048;
const stBase: usize = 1052;
const stShapeNews: usize = 1056;
/** What is told apart from the memos of logs before. */
const stRound: usize = 1060;
// The numbers of an event that a label may give; the first is of labels that give none.
const cellNone: usize = 1072;
const cellReboot: usize = 1076;
const cellUser: usize = 1080;
const cellTarget: usize = 1084;
/** The highest number given in each class of values, 16 of u32. */
export const classCounts: usize = 1088;

const statusMore: u32 = 0;
const statusOdd: u32 = 1;
const statusFull: u32 = 2;

// What a label's value is for; the record's second word.
const forNothing: u32 = 0;
const forValue: u32 = 1;
const forReboot: u32 = 2;
const forUser: u32 = 3;
const forTarget: u32 = 4;
/** Up to here lines are often the same: they are remembered whole. */
const forMemo: u32 = 4;
const forSequence: u32 = 5;
const forSession: u32 = 6;
const forPrivateKey: u32 = 7;
const forPublicKey: u32 = 8;
const forKey: u32 = 9;

// The classes of values that are given numbers.
const classReboot: u32 = 5;
const className: u32 = 6;
const classOperation: u32 = 7;
const classResult: u32 = 8;

// The low bits of a shape's key: what a row has.
const hasSequence: u64 = 1;
const hasSession: u64 = 2;
const hasPrivateKey: u64 = 4;
const hasPublicKey: u64 = 8;
const hasKey: u64 = 16;
const hasUser: u64 = 32;
const hasTarget: u64 = 64;
const hasWideKeys: u64 = 128;
const hasColumn: u64 = 256;
const isCertificate: u64 = 512;
const operationShift: u64 = 24;
const resultShift: u64 = 36;

// What a memo holds beside the line's first 64 bytes.
const memoWant: usize = 64; // the bits of its first 32 bytes
const memoRest: usize = 68; // those of the next 32
const memoLength: usize = 72; // with the line end, and the round in the upper half
const memoBit: usize = 76; // of the label
const memoReturn: usize = 80; // 1 where a carriage return is before the line end
const memoCell: usize = 84;
const memoNumber: usize = 88;
const memoShape: usize = 96;

const time4: u32 = 0x656d6954; // "Time"

// What the fields of the event being read were, for `commit`.
let privateKey: u64 = 0;
let publicKey: u64 = 0;
let key: u64 = 0;
let number: u64 = 0;

// @ts-ignore: decorator
@inline
function isBlank(code: u32): bool {
  return code == 0x20 || code == 0x09 || code == 0x0d;
}

/** Eight digits, the first one in the lowest byte, as a number. */
// @ts-ignore: decorator
@inline
function eightDigits(digits: u64): u64 {
  let x = digits & 0x0f0f0f0f0f0f0f0f;
  x = (x * 10 + (x >> 8)) & 0x00ff00ff00ff00ff;
  x = (x * 100 + (x >> 16)) & 0x0000ffff0000ffff;
  return (x * 10000 + (x >> 32)) & 0xffffffff;
}

/** How many of the 16 bytes at a place are digits before the first that is none. */
// @ts-ignore: decorator
@inline
function digitCount(at: usize): u32 {
  const digit = i8x16.lt_u(i8x16.sub(v128.load(at), i8x16.splat(0x30)), i8x16.splat(10));
  return ctz(~i8x16.bitmask(digit));
}

/**
 * Reads [at, end) as a decimal of at most 19 digits into `number`.
 * @returns whether it is one
 */
// @ts-ignore: decorator
@inline
function readDecimal(at: usize, end: usize): bool {
  const length = u32(end - at);
  if (length - 1 > 18) return false;
  if (length <= 8) {
    if (digitCount(at) < length) return false;
    number = eightDigits(load<u64>(at) << (64 - 8 * (length as u64)));
    return true;
  }
  let sum: u64 = 0;
  for (let p = at; p < end; p++) {
    const digit = <u32>load<u8>(p) - 0x30;
    if (digit > 9) return false;
    sum = sum * 10 + digit;
  }
  number = sum;
  return true;
}

/**
 * Reads [at, end) as `0x` and at most eight digits into `number`.
 * @returns whether it is that
 */
// @ts-ignore: decorator
@inline
function readHex(at: usize, end: usize): bool {
  const length = u32(end - at) - 2;
  if (length - 1 > 7) return false;
  if (load<u16>(at) != 0x7830) return false;
  const v = v128.load(at, 2);
  const digit = i8x16.sub(v, i8x16.splat(0x30));
  const isDigit = i8x16.lt_u(digit, i8x16.splat(10));
  const letter = i8x16.sub(v128.or(v, i8x16.splat(0x20)), i8x16.splat(0x61));
  const isLetter = i8x16.lt_u(letter, i8x16.splat(6));
  if (<u32>ctz(~i8x16.bitmask(v128.or(isDigit, isLetter))) < length) return false;
  const nibbles = v128.bitselect(digit, i8x16.add(letter, i8x16.splat(10)), isDigit);
  let x = i64x2.extract_lane(nibbles, 0) << (64 - 8 * (length as u64));
  x = ((x << 4) | (x >> 8)) & 0x00ff00ff00ff00ff;
  x = ((x << 8) | (x >> 16)) & 0x0000ffff0000ffff;
  number = ((x << 16) | (x >> 32)) & 0xffffffff;
  return true;
}

/** The number of a value in its class; 0 where there is no room for a new one. Values have 1 to 255 bytes. */
function numberOf(at: usize, length: u32, valueClass: u32, most: u32): u32 {
  if (length - 1 > 254) return 0;
  let first = load<u64>(at);
  let last: u64;
  if (length >= 8) last = load<u64>(at + length - 8);
  else {
    first &= ((<u64>1) << (8 * length)) - 1;
    last = first;
  }
  const tag = (valueClass << 16) | length;
  let mixed = (first ^ tag) * 0x9e3779b97f4a7c15;
  mixed = ((mixed >> 32) ^ mixed ^ last) * 0xff51afd7ed558ccd;
  const hash = u32(mixed >> 32) | 1;
  let slot = hash >> 8;
  for (let probe = 0; probe < 8; probe++) {
    const entry = valueSlots + 16 * <usize>((slot + probe) & valueSlotMask);
    const known = load<u32>(entry);
    if (known == 0) return newValue(entry, hash, at, tag, most);
    if (known != hash || load<u32>(entry, 8) != tag) continue;
    const text = <usize>load<u32>(entry, 4);
    // 32 bytes at once: how long a value is, is not to be foreseen.
    const low = i8x16.bitmask(i8x16.eq(v128.load(at), v128.load(text)));
    const high = i8x16.bitmask(i8x16.eq(v128.load(at, 16), v128.load(text, 16)));
    const want = u32(0xffffffff) >> (32 - min<u32>(length, 32));
    let same = ((low | (high << 16)) & want) == want;
    for (let i: u32 = 32; i < length; i += 16) {
      const left = length - i;
      const rest: u32 = left >= 16 ? 0xffff : (1 << left) - 1;
      const equal = i8x16.bitmask(i8x16.eq(v128.load(at + i), v128.load(text + i)));
      if ((equal & rest) != rest) same = false;
    }
    if (same) return load<u32>(entry, 12);
  }
  return 0;
}

function newValue(entry: usize, hash: u32, at: usize, tag: u32, most: u32): u32 {
  const length = tag & 0xffff;
  const count = load<u32>(stValues);
  const used = load<u32>(stValueBytes);
  const counter = classCounts + 4 * <usize>(tag >> 16);
  const next = load<u32>(counter) + 1;
  if (count >= valueMost || used + length + 32 > valuesRoom || next > most) return 0;
  const place = values + used;
  memory.copy(place, at, length);
  store<u32>(stValueBytes, (used + length + 15) & ~15);
  store<u32>(counter, next);
  store<u32>(entry, hash);
  store<u32>(entry, u32(place), 4);
  store<u32>(entry, tag, 8);
  store<u32>(entry, next, 12);
  const listed = valueList + 16 * <usize>count;
  store<u32>(listed, u32(place));
  store<u32>(listed, tag, 4);
  store<u32>(listed, next, 8);
  store<u32>(listed, u32(entry), 12);
  store<u32>(stValues, count + 1);
  return next;
}

/** The number of a shape; 0xffffffff where there is no room for a new one. */
// @ts-ignore: decorator
@inline
function shapeOf(shape: u64): u32 {
  const mixed = shape * 0x9e3779b97f4a7c15;
  const slot = u32(mixed >> 40);
  for (let probe = 0; probe < 16; probe++) {
    const entry = shapeSlots + 16 * <usize>((slot + probe) & shapeSlotMask);
    const known = load<u64>(entry);
    if (known == shape + 1) return load<u32>(entry, 8);
    if (known == 0) return newShape(entry, shape);
  }
  return 0xffffffff;
}

function newShape(entry: usize, shape: u64): u32 {
  const count = load<u32>(stShapeNews);
  if (count >= shapeMost) return 0xffffffff;
  const next = load<u32>(stShapes);
  store<u32>(stShapes, next + 1);
  store<u64>(entry, shape + 1);
  store<u32>(entry, next, 8);
  const listed = shapeList + 16 * <usize>count;
  store<u64>(listed, shape);
  store<u32>(listed, next, 8);
  store<u32>(listed, u32(entry), 12);
  store<u32>(stShapeNews, count + 1);
  return next;
}

// @ts-ignore: decorator
@inline
function put(at: u32, value: u32): u32 {
  store<u32>(extras + 4 * <usize>at, value);
  return at + 1;
}

// @ts-ignore: decorator
@inline
function putKey(at: u32, value: u64, wide: bool): u32 {
  at = put(at, u32(value));
  return wide ? put(at, u32(value >> 32)) : at;
}

/** Writes the row. @returns false where there is no room for its shape or length */
// @ts-ignore: decorator
@inline
function commit(
  start: usize,
  end: usize,
  line: u32,
  column: u32,
  time: f64,
  sequence: u32,
  session: u32,
  shapeKey: u64,
): bool {
  const length = u32(end - start);
  if (length > 0xfffe) return false;
  const wide = (privateKey | publicKey | key) >> 32 != 0;
  if (wide) shapeKey |= hasWideKeys;
  const shape = shapeOf(shapeKey);
  if (shape == 0xffffffff) return false;
  const row = <usize>load<u32>(stRows);
  let extra = load<u32>(stExtras);
  store<u32>(starts + 4 * row, u32(start - input) + load<u32>(stBase));
  store<u16>(lengths + 2 * row, u16(length));
  store<u16>(lines + 2 * row, u16(line));
  store<u16>(extrasAt + 2 * row, u16(extra));
  store<f64>(times + 8 * row, time);
  store<u32>(sequences + 4 * row, sequence);
  store<u32>(sessions + 4 * row, session);
  store<u32>(reboots + 4 * row, load<u32>(cellReboot));
  store<u32>(shapes + 4 * row, shape);
  if (shapeKey & (hasPrivateKey | hasPublicKey | hasKey | hasUser | hasTarget | hasColumn)) {
    if (shapeKey & hasColumn) extra = put(extra, column);
    if (shapeKey & hasPrivateKey) extra = putKey(extra, privateKey, wide);
    if (shapeKey & hasPublicKey) extra = putKey(extra, publicKey, wide);
    if (shapeKey & hasKey) extra = putKey(extra, key, wide);
    if (shapeKey & hasUser) extra = put(extra, load<u32>(cellUser));
    if (shapeKey & hasTarget) extra = put(extra, load<u32>(cellTarget));
    store<u32>(stExtras, extra);
  }
  store<u32>(stRows, u32(row + 1));
  return true;
}

/**
 * The value of the `Time` line whose "Time" is at a place, where a date begins it; else 0. No line
 * ends before it: 0 too.
 */
// @ts-ignore: decorator
@inline
function timeValue(at: usize): usize {
  let p = at + 4;
  let code = <u32>load<u8>(p);
  while (code == 0x20 || code == 0x09) code = load<u8>(++p);
  if (code != 0x3a) return 0;
  code = load<u8>(++p);
  while (code == 0x20 || code == 0x09) code = load<u8>(++p);
  // 00/00/00
  const v = v128.load(p);
  const digit = i8x16.bitmask(i8x16.lt_u(i8x16.sub(v, i8x16.splat(0x30)), i8x16.splat(10)));
  if ((digit & 0xdb) != 0xdb) return 0;
  return load<u8>(p, 2) == 0x2f && load<u8>(p, 5) == 0x2f ? p : 0;
}

/** How long the ISO time of an S3 export is that stands at a place: `2026-03-12T03:12:07.140Z `; else 0. */
// @ts-ignore: decorator
@inline
function exportTime(at: usize): usize {
  const digit = i8x16.lt_u(i8x16.sub(v128.load(at), i8x16.splat(0x30)), i8x16.splat(10));
  if ((i8x16.bitmask(digit) & 0xffff) != 0xdb6f) return 0;
  const later = i8x16.lt_u(i8x16.sub(v128.load(at, 16), i8x16.splat(0x30)), i8x16.splat(10));
  if ((i8x16.bitmask(later) & 0xff) != 0x76) return 0;
  const good =
    load<u8>(at, 4) == 0x2d &&
    load<u8>(at, 7) == 0x2d &&
    load<u8>(at, 10) == 0x54 &&
    load<u8>(at, 13) == 0x3a &&
    load<u8>(at, 16) == 0x3a &&
    load<u8>(at, 19) == 0x2e &&
    load<u16>(at, 23) == 0x205a;
  return good ? 25 : 0;
}

// @ts-ignore: decorator
@inline
function stop(status: u32, line: u32, at: usize): usize {
  store<u32>(stStatus, status);
  store<u32>(stLine, line);
  return at;
}

/** Whether the 32 bytes at two places are the same as far as the bits say. */
// @ts-ignore: decorator
@inline
function isRestSame(at: usize, other: usize, want: u32): bool {
  const same: u32 =
    i8x16.bitmask(i8x16.eq(v128.load(at), v128.load(other))) |
    (i8x16.bitmask(i8x16.eq(v128.load(at, 16), v128.load(other, 16))) << 16);
  return (same & want) == want;
}

/**
 * Reads events from the beginning of a line, no event open, and writes a row each.
 *
 * @param to the end of what is in `input`; 64 line ends stand behind it
 * @param isLast whether nothing comes behind `to`
 * @returns the line up to which all is read; why it stopped there is in the state: more input is
 * needed, this event or line is odd, or the rows are to be taken away first
 */
export function scan(from: usize, to: usize, isLast: bool): usize {
  let at = from;
  let line = load<u32>(stLine);
  const newLine = i8x16.splat(10);
  const round = load<u32>(stRound) << 16;
  while (true) {
    if (at >= to) return stop(statusMore, line, at);
    let code = <u32>load<u8>(at);
    if (code == 10) {
      at++;
      line++;
      continue;
    }
    const rows = load<u32>(stRows);
    if (rows >= <u32>rowRoom || load<u32>(stExtras) > extrasRoom || line > furthestLine) {
      return stop(statusFull, line, at);
    }
    const start = at;
    const startLine = line;
    let p = at;
    while (isBlank(code)) code = load<u8>(++p);
    if (code == 10) {
      if (p >= to) return stop(statusMore, startLine, start);
      at = p + 1;
      line++;
      continue;
    }
    privateKey = publicKey = key = 0;
    store<u32>(cellReboot, 0);
    if (code == 0x7b) {
      at = certificate(start, p, to, line);
      if (at == 0) return stop(certificateStatus, startLine, start);
      line = certificateLine;
      continue;
    }
    if (code - 0x30 <= 9) p += exportTime(p);
    if (load<u32>(p) != time4) return stop(p + 32 > to ? statusMore : statusOdd, startLine, start);
    p = timeValue(p);
    if (p == 0) return stop(start + 64 > to ? statusMore : statusOdd, startLine, start);
    // 00/00/00 00:00:00.000000, usecs:0
    const v0 = v128.load(p);
    const v1 = v128.load(p, 16);
    const d0 = i8x16.lt_u(i8x16.sub(v0, i8x16.splat(0x30)), i8x16.splat(10));
    const d1 = i8x16.lt_u(i8x16.sub(v1, i8x16.splat(0x30)), i8x16.splat(10));
    const t0 = i8x16.eq(v0, i8x16(0, 0, 0x2f, 0, 0, 0x2f, 0, 0, 0x20, 0, 0, 0x3a, 0, 0, 0x3a, 0));
    const t1 = i8x16.eq(
      v1,
      i8x16(0, 0x2e, 0, 0, 0, 0, 0, 0, 0x2c, 0x20, 0x75, 0x73, 0x65, 0x63, 0x73, 0x3a),
    );
    if (
      i8x16.bitmask(d0) != 0xb6db ||
      i8x16.bitmask(t0) != 0x4924 ||
      (i8x16.bitmask(d1) & 0xfd) != 0xfd ||
      i8x16.bitmask(t1) != 0xff02
    ) {
      return stop(p + 64 > to ? statusMore : statusOdd, startLine, start);
    }
    p += 32;
    let count = digitCount(p);
    let usecs: u64 = 0;
    if (count == 16 && <u32>load<u8>(p, 16) - 0x30 > 9) {
      usecs = eightDigits(load<u64>(p)) * 100000000 + eightDigits(load<u64>(p, 8));
      p += 16;
    } else {
      count = 0;
      for (let digit: u32; (digit = <u32>load<u8>(p) - 0x30) <= 9; p++, count++) {
        usecs = usecs * 10 + digit;
      }
      if (count - 1 > 18) return stop(p + 32 > to ? statusMore : statusOdd, startLine, start);
    }
    code = load<u8>(p);
    while (isBlank(code)) code = load<u8>(++p);
    if (code != 10) return stop(p >= to ? statusMore : statusOdd, startLine, start);
    if (p >= to) return stop(statusMore, startLine, start);
    const time = <f64>usecs;
    let end = p - (load<u8>(p - 1) == 0x0d ? 1 : 0);
    at = p + 1;
    line++;

    let seen: u32 = 1;
    let blank = false;
    let shapeKey: u64 = 0;
    let sequence: u32 = 0;
    let session: u32 = 0;
    while (true) {
      if (at >= to) {
        if (!isLast || at > to) return stop(statusMore, startLine, start);
        break;
      }
      code = load<u8>(at);
      if (code == 10) {
        blank = true;
        at++;
        line++;
        continue;
      }
      p = at;
      if (code <= 0x20) {
        while (isBlank(code)) code = load<u8>(++p);
        if (code == 10) {
          if (p >= to) return stop(statusMore, startLine, start);
          blank = true;
          at = p + 1;
          line++;
          continue;
        }
      }
      const word = load<u64>(p);
      if (u32(word) == time4) {
        if (timeValue(p) != 0) break;
        return stop(p + 64 > to ? statusMore : statusOdd, startLine, start);
      }
      if (code - 0x30 <= 9) {
        const behind = p + exportTime(p);
        if (load<u32>(behind) == time4 && timeValue(behind) != 0) break;
        return stop(p + 96 > to ? statusMore : statusOdd, startLine, start);
      }
      const head = v128.load(p);
      const second = v128.load(p, 16);
      // The line's end, first: where the next line begins must not wait for what is in this one.
      let nl = p;
      let bytes = v128.or(head, second);
      let ends: u32 =
        i8x16.bitmask(i8x16.eq(head, newLine)) | (i8x16.bitmask(i8x16.eq(second, newLine)) << 16);
      while (ends == 0) {
        nl += 32;
        const third = v128.load(nl);
        const fourth = v128.load(nl, 16);
        bytes = v128.or(bytes, v128.or(third, fourth));
        ends =
          i8x16.bitmask(i8x16.eq(third, newLine)) |
          (i8x16.bitmask(i8x16.eq(fourth, newLine)) << 16);
      }
      nl += ctz(ends);
      if (nl >= to) return stop(statusMore, startLine, start);
      // The label, and whether the line is one that was read before.
      const hash = <usize>(((word & 0xffffffffffff) * 0x9e3779b97f4a7c15) >> 56);
      let label = <u32>load<u8>(labelSlots + hash);
      if (label == 0) return stop(p + 64 > to ? statusMore : statusOdd, startLine, start);
      let record = labelRecords + 64 * <usize>label;
      let memo: usize = 0;
      if (load<u32>(record, 56) <= forMemo) {
        // Behind the label and what values begin with.
        const inside = p + load<u8>(record, 48) + 6;
        const mixed = (load<u64>(inside) ^ (load<u64>(inside, 8) << 3)) * 0x9e3779b97f4a7c15;
        memo = memos + ((<usize>label << 12) | (<usize>(mixed >> 59) << 7));
        const same: u32 =
          i8x16.bitmask(i8x16.eq(head, v128.load(memo))) |
          (i8x16.bitmask(i8x16.eq(second, v128.load(memo, 16))) << 16);
        const want = load<u32>(memo, memoWant);
        const length = u32(nl + 1 - p);
        if (
          (same & want) == want &&
          (length | round) == load<u32>(memo, memoLength) &&
          (length <= 32 || isRestSame(p + 32, memo + 32, load<u32>(memo, memoRest)))
        ) {
          const bit = load<u32>(memo, memoBit);
          if (seen & bit) {
            if (blank) break;
            return stop(statusOdd, startLine, start);
          }
          seen |= bit;
          blank = false;
          shapeKey |= load<u64>(memo, memoShape);
          store<u32>(<usize>load<u32>(memo, memoCell), load<u32>(memo, memoNumber));
          end = nl - load<u32>(memo, memoReturn);
          at = nl + 1;
          line++;
          continue;
        }
      }
      // What is not ASCII may stand in the next line: the decoder takes this event all the same.
      if (i8x16.bitmask(bytes)) return stop(statusOdd, startLine, start);
      while (true) {
        const other = v128.and(v128.xor(head, v128.load(record)), v128.load(record, 16));
        if (!v128.any_true(other)) {
          const length = load<u8>(record, 48);
          if (length <= 16) break;
          const tail = v128.xor(v128.load(p + length - 16), v128.load(record, 32));
          if (!v128.any_true(tail)) break;
        }
        label = load<u8>(record, 52);
        if (label == 0) return stop(p + 64 > to ? statusMore : statusOdd, startLine, start);
        record = labelRecords + 64 * <usize>label;
      }
      // Its value.
      const labelEnd = p + load<u8>(record, 48);
      let q = labelEnd;
      code = load<u8>(q);
      while (code == 0x20 || code == 0x09) code = load<u8>(++q);
      if (code != 0x3a || q - p > 40) return stop(statusOdd, startLine, start);
      const bit: u32 = 1 << label;
      if (seen & bit) {
        // Behind a blank line it belongs to the next event, whose first lines were lost.
        if (blank) break;
        return stop(statusOdd, startLine, start);
      }
      seen |= bit;
      do code = load<u8>(++q);
      while (isBlank(code));
      let valueEnd = nl;
      while (isBlank(load<u8>(valueEnd - 1))) valueEnd--;
      if (q >= valueEnd) return stop(statusOdd, startLine, start);
      let shapeBits: u64 = 0;
      let cell = cellNone;
      let given: u32 = 0;
      switch (load<u32>(record, 56)) {
        case forNothing:
          break;
        case forValue: {
          given = numberOf(q, u32(valueEnd - q), load<u8>(record, 49), load<u16>(record, 60));
          if (given == 0) return stop(statusOdd, startLine, start);
          shapeBits = (<u64>given) << load<u8>(record, 50);
          break;
        }
        case forSequence:
          if (!readHex(q, valueEnd)) return stop(statusOdd, startLine, start);
          sequence = u32(number);
          shapeKey |= hasSequence;
          break;
        case forSession:
          if (!readHex(q, valueEnd)) return stop(statusOdd, startLine, start);
          session = u32(number);
          shapeKey |= hasSession;
          break;
        case forPrivateKey:
          if (!readDecimal(q, valueEnd)) return stop(statusOdd, startLine, start);
          privateKey = number;
          shapeKey |= hasPrivateKey;
          break;
        case forPublicKey:
          if (!readDecimal(q, valueEnd)) return stop(statusOdd, startLine, start);
          publicKey = number;
          shapeKey |= hasPublicKey;
          break;
        case forKey:
          if (!readDecimal(q, valueEnd)) return stop(statusOdd, startLine, start);
          key = number;
          shapeKey |= hasKey;
          break;
        case forReboot:
          given = numberOf(q, u32(valueEnd - q), classReboot, 0x3fff);
          if (given == 0) return stop(statusOdd, startLine, start);
          cell = cellReboot;
          break;
        case forUser:
          given = numberOf(q, u32(valueEnd - q), className, 0x3fff);
          if (given == 0) return stop(statusOdd, startLine, start);
          cell = cellUser;
          shapeBits = hasUser;
          break;
        default:
          given = numberOf(q, u32(valueEnd - q), className, 0x3fff);
          if (given == 0) return stop(statusOdd, startLine, start);
          cell = cellTarget;
          shapeBits = hasTarget;
      }
      shapeKey |= shapeBits;
      store<u32>(cell, given);
      const isReturn: u32 = load<u8>(nl - 1) == 0x0d ? 1 : 0;
      if (memo != 0 && nl - p < 64) {
        v128.store(memo, head);
        v128.store(memo, second, 16);
        v128.store(memo, v128.load(p, 32), 32);
        v128.store(memo, v128.load(p, 48), 48);
        const bits = u64(0xffffffffffffffff) >> (63 - (<u64>nl - <u64>p));
        store<u64>(memo, bits, memoWant);
        store<u32>(memo, u32(nl + 1 - p) | round, memoLength);
        store<u32>(memo, bit, memoBit);
        store<u32>(memo, isReturn, memoReturn);
        store<u32>(memo, u32(cell), memoCell);
        store<u32>(memo, given, memoNumber);
        store<u64>(memo, shapeBits, memoShape);
      }
      blank = false;
      end = nl - isReturn;
      at = nl + 1;
      line++;
    }
    if (!commit(start, end, startLine, 0, time, sequence, session, shapeKey)) {
      return stop(statusOdd, startLine, start);
    }
  }
}

let certificateStatus: u32 = 0;
let certificateLine: u32 = 0;

/** Skips what JSON allows between tokens, counting lines. */
// @ts-ignore: decorator
@inline
function skipSpace(at: usize): usize {
  let code = <u32>load<u8>(at);
  while (code <= 0x20 && (isBlank(code) || code == 10)) {
    if (code == 10) certificateLine++;
    code = load<u8>(++at);
  }
  return at;
}

/** The quote that ends the string whose first character is at a place; 0 for a string that is not plain. */
function stringEnd(at: usize): usize {
  while (true) {
    const v = v128.load(at);
    const odd = v128.or(
      v128.or(i8x16.eq(v, i8x16.splat(0x22)), i8x16.eq(v, i8x16.splat(0x5c))),
      i8x16.lt_s(v, i8x16.splat(0x20)), // control characters, and all from 0x80 on
    );
    const found = i8x16.bitmask(odd);
    if (found != 0) {
      at += ctz(found);
      return load<u8>(at) == 0x22 ? at : 0;
    }
    at += 16;
  }
}

/**
 * Reads a certificate event whose brace is at `from` and writes its row: the documented members in any
 * order, plain strings, whole numbers.
 *
 * @returns the beginning of the line behind it; 0, with `certificateStatus`, where it is another one
 */
function certificate(lineStart: usize, from: usize, to: usize, line: u32): usize {
  certificateLine = line;
  certificateStatus = statusOdd;
  let p = skipSpace(from + 1);
  let seen: u32 = 0;
  let shapeKey: u64 = isCertificate;
  let time: f64 = NaN;
  while (true) {
    if (load<u8>(p) != 0x22) break;
    let member: u32 = 0;
    const head = v128.load(p);
    for (; member < 5; member++) {
      const record = certificateKeys + 48 * <usize>member;
      const other = v128.and(v128.xor(head, v128.load(record)), v128.load(record, 16));
      if (!v128.any_true(other)) break;
    }
    if (member == 5 || seen & (1 << member)) break;
    seen |= 1 << member;
    p = skipSpace(p + load<u32>(certificateKeys + 48 * <usize>member, 32));
    if (load<u8>(p) != 0x3a) break;
    p = skipSpace(p + 1);
    const code = <u32>load<u8>(p);
    if (member == 0 || member == 4) {
      if (code == 0x6e && member == 0) {
        if (load<u32>(p) != 0x6c6c756e) break;
        p += 4;
      } else {
        const digits = p;
        while (<u32>load<u8>(p) - 0x30 <= 9) p++;
        if (code == 0x30 && p - digits > 1) break;
        if (member == 0) {
          // Twenty digits may be a 64-bit number too: the decoder reads them.
          if (!readDecimal(digits, p)) break;
          key = number;
          shapeKey |= hasKey;
        } else {
          if (p - digits > 15 || !readDecimal(digits, p)) break;
          time = <f64>(number * 1000);
        }
      }
    } else if (member == 3) {
      if (code == 0x6e) {
        if (load<u32>(p) != 0x6c6c756e) break;
        p += 4;
      } else {
        if (code != 0x5b) break;
        p = skipSpace(p + 1);
        if (load<u8>(p) != 0x5d) {
          while (true) {
            if (load<u8>(p) != 0x22) return mostLikelyMore(p, to);
            p = stringEnd(p + 1);
            if (p == 0) return 0;
            p = skipSpace(p + 1);
            if (load<u8>(p) != 0x2c) break;
            p = skipSpace(p + 1);
          }
          if (load<u8>(p) != 0x5d) break;
        }
        p++;
      }
    } else {
      if (code != 0x22) break;
      const text = p + 1;
      p = stringEnd(text);
      if (p == 0) return mostLikelyMore(to, to);
      const given =
        member == 1
          ? numberOf(text, u32(p - text), classOperation, 0xfff)
          : numberOf(text, u32(p - text), classResult, 0xfff);
      if (given == 0) return 0;
      shapeKey |= (<u64>given) << (member == 1 ? operationShift : resultShift);
      p++;
    }
    p = skipSpace(p);
    const next = <u32>load<u8>(p);
    if (next == 0x2c) {
      p = skipSpace(p + 1);
      continue;
    }
    if (next != 0x7d) break;
    const end = ++p;
    let code2 = <u32>load<u8>(p);
    while (isBlank(code2)) code2 = load<u8>(++p);
    if (code2 != 10 || p >= to) break;
    const column = u32(from - lineStart);
    if (column != 0) shapeKey |= hasColumn;
    if (!commit(from, end, line, column, time, 0, 0, shapeKey)) return 0;
    certificateLine++;
    return p + 1;
  }
  return mostLikelyMore(p, to);
}

/** Where the input ended before the event did, more of it is needed. */
function mostLikelyMore(at: usize, to: usize): usize {
  certificateStatus = at + 32 > to ? statusMore : statusOdd;
  return 0;
}
