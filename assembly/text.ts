/** What is read of a line: numbers and times. */

export const time4: u32 = 0x656d6954; // "Time"

/** What was read last. */
export let number: u64 = 0;

// @ts-ignore: decorator
@inline
export function isBlank(code: u32): bool {
  return code == 0x20 || code == 0x09 || code == 0x0d;
}

/** Eight digits, the first one in the lowest byte, as a number. */
// @ts-ignore: decorator
@inline
export function eightDigits(digits: u64): u64 {
  let x = digits & 0x0f0f0f0f0f0f0f0f;
  x = (x * 10 + (x >> 8)) & 0x00ff00ff00ff00ff;
  x = (x * 100 + (x >> 16)) & 0x0000ffff0000ffff;
  return (x * 10000 + (x >> 32)) & 0xffffffff;
}

/** How many of the 16 bytes at a place are digits before the first that is none. */
// @ts-ignore: decorator
@inline
export function digitCount(at: usize): u32 {
  const digit = i8x16.lt_u(i8x16.sub(v128.load(at), i8x16.splat(0x30)), i8x16.splat(10));
  return ctz(~i8x16.bitmask(digit));
}

/**
 * Reads [at, end) as a decimal of at most 19 digits into `number`.
 * @returns whether it is one
 */
// @ts-ignore: decorator
@inline
export function readDecimal(at: usize, end: usize): bool {
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

/** The first of eight bytes, a hexadecimal digit each, as a number; 1 to 8 of them. */
// @ts-ignore: decorator
@inline
export function hexNumber(nibbles: u64, length: u32): u64 {
  let x = nibbles << (64 - 8 * (length as u64));
  x = ((x << 4) | (x >> 8)) & 0x00ff00ff00ff00ff;
  x = ((x << 8) | (x >> 16)) & 0x0000ffff0000ffff;
  return ((x << 16) | (x >> 32)) & 0xffffffff;
}

/**
 * Reads [at, end) as `0x` and at most eight digits into `number`.
 * @returns whether it is that
 */
// @ts-ignore: decorator
@inline
export function readHex(at: usize, end: usize): bool {
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
  number = hexNumber(i64x2.extract_lane(nibbles, 0), length);
  return true;
}

/**
 * The value of the `Time` line whose "Time" is at a place, where a date begins it; else 0. No line
 * ends before it: 0 too.
 */
// @ts-ignore: decorator
@inline
export function timeValue(at: usize): usize {
  let p = at + 4;
  let code = <u32>load<u8>(p);
  while (code == 0x20 || code == 0x09) code = load<u8>(++p);
  if (code != 0x3a) return 0;
  code = load<u8>(++p);
  while (code == 0x20 || code == 0x09) code = load<u8>(++p);
  return isDate(p) ? p : 0;
}

/** Whether `00/00/00` stands at a place, with any digits. */
// @ts-ignore: decorator
@inline
function isDate(at: usize): bool {
  const v = v128.load(at);
  const digit = i8x16.bitmask(i8x16.lt_u(i8x16.sub(v, i8x16.splat(0x30)), i8x16.splat(10)));
  return (digit & 0xdb) == 0xdb && load<u8>(at, 2) == 0x2f && load<u8>(at, 5) == 0x2f;
}

/** The date at a place, or in the line of an S3 export there; 0 for none. */
// @ts-ignore: decorator
@inline
export function dateAt(at: usize): usize {
  if (isDate(at)) return at;
  const behind = at + exportTime(at);
  return behind != at && load<u32>(behind) == time4 ? timeValue(behind) : 0;
}

/** How long the ISO time of an S3 export is that stands at a place: `2026-03-12T03:12:07.140Z `; else 0. */
// @ts-ignore: decorator
@inline
export function exportTime(at: usize): usize {
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

/** The line ends in the 32 bytes at a place, as bits. */
// @ts-ignore: decorator
@inline
export function lineEnds(at: usize): u32 {
  const newLine = i8x16.splat(10);
  return (
    i8x16.bitmask(i8x16.eq(v128.load(at), newLine)) |
    (i8x16.bitmask(i8x16.eq(v128.load(at, 16), newLine)) << 16)
  );
}
