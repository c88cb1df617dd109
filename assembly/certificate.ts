/** Reads certificate events, which are JSON. */
import {
  certificateKeys,
  classOperation,
  classResult,
  forKey,
  hasColumn,
  hasKey,
  isCertificate,
  operationShift,
  resultShift,
  statusMore,
  statusOdd,
} from './memory';
import { isBlank, number, readDecimal } from './text';
import { numberOf } from './numbering';
import { cell, commit } from './rows';

export let certificateStatus: u32 = 0;
export let certificateLine: u32 = 0;

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
export function certificate(lineStart: usize, from: usize, to: usize, line: u32): usize {
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
          store<u64>(cell(forKey), number);
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
    if (!commit(from, end, line, column, time, shapeKey)) return 0;
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
