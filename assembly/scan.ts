/**
 * The fast reader of audit logs, over bytes, with SIMD. It takes only events that it understands to
 * the last byte, in their usual forms; at any other it stops and names its place, and the decoder's
 * own readers take that event (`src/audit/scan/indexing.ts`).
 *
 * AssemblyScript, compiled by scripts/assembly.mjs.
 */
import {
  cells,
  extrasRoom,
  firstContext,
  furthestLine,
  rowRoom,
  stExtras,
  stLine,
  stRound,
  stRows,
  stStatus,
  statusFull,
  statusMore,
  statusOdd,
} from './memory';
import { dateAt, digitCount, eightDigits, exportTime, isBlank, time4, timeValue } from './text';
import { commit } from './rows';
import {
  differs,
  memoAction,
  memoBits,
  memoCells,
  memoEnd,
  memoFor,
  memoFull,
  memoLine,
  memoLines,
  memoNext,
  memoOwner,
  memoShape,
  memoThen,
} from './memos';
import {
  actionOf,
  beginValue,
  endAt,
  lineAt,
  lineNumber,
  readRun,
  runBits,
  runShape,
  runThen,
  stopAtOdd,
  stopForMore,
  valueAt,
} from './lines';
import { certificate, certificateLine, certificateStatus } from './certificate';

export {
  state,
  labelSlots,
  labelRecords,
  certificateKeys,
  starts,
  lengths,
  lines,
  extrasAt,
  times,
  sequences,
  sessions,
  reboots,
  shapes,
  extras,
  valueList,
  shapeList,
  masks,
  memos,
  input,
  inputRoom,
  rowRoom,
  classCounts,
} from './memory';

// @ts-ignore: decorator
@inline
function stop(status: u32, line: u32, at: usize): usize {
  store<u32>(stStatus, status);
  store<u32>(stLine, line);
  return at;
}

/**
 * Reads events from the beginning of a line on, no event open, and writes a row each.
 *
 * Most of an event is like another before it. So what stands behind a number is compared, up to the
 * next number, with what stood there in such a place before: neither the line ends nor the labels need
 * be looked for. Where it is another, `readRun` reads it, and remembers it.
 *
 * @param to the end of what is in `input`; 64 line ends stand behind it
 * @param isLast whether nothing comes behind `to`
 * @returns the line up to which all is read; why it stopped there is in the state: more input is
 * needed, this event or line is odd, or the rows are to be taken away first
 */
export function scan(from: usize, to: usize, isLast: bool): usize {
  let at = from;
  let line = load<u32>(stLine);
  const round = load<u32>(stRound) << 8;
  // The date of the next event, where that was seen already.
  let date: usize = 0;
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
    for (let i: usize = 0; i < 80; i += 16) v128.store(cells + i, i64x2.splat(0));
    let p = date;
    if (date == 0) {
      p = at;
      while (isBlank(code)) code = load<u8>(++p);
      if (code == 10) {
        if (p >= to) return stop(statusMore, startLine, start);
        at = p + 1;
        line++;
        continue;
      }
      if (code == 0x7b) {
        at = certificate(start, p, to, line);
        if (at == 0) return stop(certificateStatus, startLine, start);
        line = certificateLine;
        continue;
      }
      if (code - 0x30 <= 9) p += exportTime(p);
      if (load<u32>(p) != time4) {
        return stop(p + 32 > to ? statusMore : statusOdd, startLine, start);
      }
      p = timeValue(p);
      if (p == 0) return stop(start + 64 > to ? statusMore : statusOdd, startLine, start);
    }
    date = 0;
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
    const time = <f64>usecs;

    let seen: u32 = 1;
    let shapeKey: u64 = 0;
    let end: usize = 0;
    // The label whose value is being read, where that is, and where its line's rest begins.
    let label: u32 = 0;
    let value = p;
    let text = p;
    let context = firstContext;
    while (true) {
      if (text != 0) {
        const known = memoFor(text, context);
        const length = <u32>load<u8>(known, memoFull);
        const bits = load<u32>(known, memoBits);
        if (
          load<u32>(known, memoOwner) == (label | round) &&
          (seen & bits) == 0 &&
          text + length <= to &&
          !v128.any_true(differs(text, known, length))
        ) {
          const next = <u32>load<u8>(known, memoNext);
          if (next == 0) date = dateAt(text + length);
          if ((next | <u32>date) != 0) {
            seen |= bits;
            shapeKey |= load<u64>(known, memoShape);
            store<u32>(<usize>load<u32>(known, memoCells), load<u32>(known, memoCells + 4));
            store<u32>(<usize>load<u32>(known, memoCells + 8), load<u32>(known, memoCells + 12));
            end = text + load<u8>(known, memoEnd);
            at = text + load<u8>(known, memoLine);
            line += load<u8>(known, memoLines);
            if (next == 0) break;
            label = next;
            context = load<u32>(known, memoThen);
            value = text + length;
            text = beginValue(value, load<u8>(known, memoAction), context);
            continue;
          }
        }
      }
      lineNumber = line;
      const next = readRun(value, to, isLast, label, context, seen);
      if (next == stopForMore) return stop(statusMore, startLine, start);
      if (next == stopAtOdd) return stop(statusOdd, startLine, start);
      seen |= runBits;
      shapeKey |= runShape;
      end = endAt;
      at = lineAt;
      line = lineNumber;
      label = next;
      if (label == 0) break;
      context = runThen;
      value = valueAt;
      text = beginValue(value, actionOf(label), context);
    }
    if (!commit(start, end, startLine, 0, time, shapeKey)) {
      return stop(statusOdd, startLine, start);
    }
  }
}
