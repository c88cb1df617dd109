/** Reads the lines of an audit event that are not as foreseen, and remembers them. */
import {
  cells,
  className,
  classReboot,
  contextChanges,
  contextLeast,
  contextLength,
  forNothing,
  forPrivateKey,
  forReboot,
  forSequence,
  forSession,
  forTarget,
  forUser,
  forValue,
  hasSequence,
  hasTarget,
  hasUser,
  labelRecords,
  labelSlots,
  runCell,
  stRound,
} from './memory';
import {
  digitCount,
  eightDigits,
  exportTime,
  hexNumber,
  isBlank,
  lineEnds,
  number,
  readDecimal,
  readHex,
  time4,
  timeValue,
} from './text';
import { numberOf } from './numbering';
import { cell } from './rows';
import {
  contextWith,
  memoAction,
  memoBits,
  memoCells,
  memoContext,
  memoEnd,
  memoFor,
  memoFull,
  memoLine,
  memoLines,
  memoNext,
  memoOwner,
  memoRoom,
  memoShape,
  memoThen,
} from './memos';

const endOfLog: u32 = 0x100;
export const stopForMore: u32 = 0x101;
export const stopAtOdd: u32 = 0x102;

/** As in src/audit/text/fieldLine.ts: no line that begins an event has fewer characters. */
const shortestTime: usize = 32;

// The event being read, while it is not read as foreseen.
export let lineAt: usize = 0; // where the line begins
export let valueAt: usize = 0; // what stands behind its label
export let endAt: usize = 0; // the end of the last line that belongs to the event
export let lineNumber: u32 = 0;
// The run of lines that is being read, and its memo.
export let runThen: usize = 0;
let runText: usize = 0;
export let runBits: u32 = 0;
export let runShape: u64 = 0;
let runCells: u32 = 0;

/** Whether values of a label vary with those of others: no two are in one run. */
function varies(label: u32): bool {
  const action = actionOf(label);
  return action >= forUser || load<u8>(labelRecords + 64 * <usize>label, 51) != 0;
}

/** Whether a label's values are few, so that they are remembered whole. */
// @ts-ignore: decorator
@inline
function isNamed(action: u32): bool {
  return action - 1 <= forTarget - 1;
}

// @ts-ignore: decorator
@inline
export function actionOf(label: u32): u32 {
  return load<u32>(labelRecords + 64 * <usize>label, 56);
}

/**
 * Finds the next label of the event being read, from the beginning of a line on: `lineAt`, `valueAt`,
 * `lineNumber`.
 *
 * @returns the label; 0 where the next event begins; `endOfLog`, `stopForMore`, `stopAtOdd`
 */
function labelAt(at: usize, to: usize, isLast: bool): u32 {
  while (true) {
    if (at >= to) {
      lineAt = at;
      return !isLast || at > to ? stopForMore : endOfLog;
    }
    let code = <u32>load<u8>(at);
    let p = at;
    while (isBlank(code)) code = load<u8>(++p);
    if (code == 10) {
      if (p >= to) return stopForMore;
      at = p + 1;
      lineNumber++;
      continue;
    }
    lineAt = at;
    const word = load<u64>(p);
    if (u32(word) == time4) {
      valueAt = timeValue(p);
      if (valueAt != 0) return 0;
      return p + 64 > to ? stopForMore : stopAtOdd;
    }
    if (code - 0x30 <= 9) {
      const behind = p + exportTime(p);
      valueAt = p;
      if (load<u32>(behind) == time4 && timeValue(behind) != 0) return 0;
      return p + 96 > to ? stopForMore : stopAtOdd;
    }
    const hash = <usize>(((word & 0xffffffffffff) * 0x9e3779b97f4a7c15) >> 56);
    const head = v128.load(p);
    let label = <u32>load<u8>(labelSlots + hash);
    for (; label != 0; label = load<u8>(labelRecords + 64 * <usize>label, 52)) {
      const record = labelRecords + 64 * <usize>label;
      const other = v128.and(v128.xor(head, v128.load(record)), v128.load(record, 16));
      if (v128.any_true(other)) continue;
      const length = load<u8>(record, 48);
      if (length > 16) {
        const tail = v128.xor(v128.load(p + length - 16), v128.load(record, 32));
        if (v128.any_true(tail)) continue;
      }
      let q = p + length;
      code = load<u8>(q);
      while (code == 0x20 || code == 0x09) code = load<u8>(++q);
      if (code != 0x3a || q - p > 40) return stopAtOdd;
      do code = load<u8>(++q);
      while (isBlank(code));
      valueAt = q;
      return label;
    }
    return p + 64 > to ? stopForMore : stopAtOdd;
  }
}

/** Reads what is behind the time of an event, as `readValue`. */
function readRest(at: usize, to: usize): u32 {
  let p = at;
  while (isBlank(load<u8>(p))) p++;
  if (p >= to) return stopForMore;
  if (load<u8>(p) != 10) return stopAtOdd;
  endAt = p - (load<u8>(p - 1) == 0x0d ? 1 : 0);
  lineAt = p + 1;
  lineNumber++;
  runText = at;
  return 0;
}

/** Whether a time may stand in [at, end): the line end before the next event may have been lost. */
// @ts-ignore: decorator
@inline
function holdsTime(at: usize, end: usize): bool {
  for (let p = at; p + shortestTime <= end; p++) if (load<u32>(p) == time4) return true;
  return false;
}

/**
 * Reads a value from its beginning to the line's end: `lineAt` is the next line then, `endAt` the end
 * of this one. What it gives is added to the run.
 *
 * @returns 0; `stopForMore`, `stopAtOdd`
 */
function readValue(at: usize, to: usize, label: u32): u32 {
  let nl = at;
  let ends = lineEnds(nl);
  let bytes = v128.or(v128.load(nl), v128.load(nl, 16));
  while (ends == 0) {
    nl += 32;
    ends = lineEnds(nl);
    bytes = v128.or(bytes, v128.or(v128.load(nl), v128.load(nl, 16)));
  }
  nl += ctz(ends);
  if (nl >= to) return stopForMore;
  // What is not ASCII may stand in the next line: the decoder takes this event all the same.
  if (i8x16.bitmask(bytes)) return stopAtOdd;
  let code = <u32>load<u8>(at);
  while (isBlank(code)) code = load<u8>(++at);
  let end = nl;
  while (isBlank(load<u8>(end - 1))) end--;
  if (at >= end || holdsTime(at, end)) return stopAtOdd;
  const isReturn: usize = load<u8>(nl - 1) == 0x0d ? 1 : 0;
  const record = labelRecords + 64 * <usize>label;
  const action = actionOf(label);
  let text = end;
  if (isNamed(action)) {
    text = at;
    const isValue = action == forValue;
    const valueClass: u32 = isValue
      ? load<u8>(record, 49)
      : action == forReboot
        ? classReboot
        : className;
    const most: u32 = isValue ? load<u16>(record, 60) : 0x3fff;
    const given = numberOf(at, u32(end - at), valueClass, most);
    if (given == 0) return stopAtOdd;
    if (isValue) runShape |= (<u64>given) << load<u8>(record, 50);
    else {
      if (action == forUser) runShape |= hasUser;
      else if (action == forTarget) runShape |= hasTarget;
      if (runCells < 2) {
        store<u32>(runCell + 8 * <usize>runCells, u32(cell(action)));
        store<u32>(runCell + 8 * <usize>runCells, given, 4);
      }
      runCells++;
      store<u32>(cell(action), given);
    }
  } else if (action == forNothing) {
    text = nl - isReturn;
  } else {
    if (action <= forSession ? !readHex(at, end) : !readDecimal(at, end)) return stopAtOdd;
    store<u64>(cell(action), number);
    runShape |= hasSequence << (action - forSequence);
  }
  if (runText == 0) runText = text;
  endAt = nl - isReturn;
  lineAt = nl + 1;
  lineNumber++;
  return 0;
}

/**
 * Reads on from a value, or from behind the time of an event: that line, and those behind it whose
 * values are few, up to the next label of which that is not so. The run of them is remembered.
 *
 * @param context what labels the event has so far
 * @param seen the labels of the event so far
 * @returns the label that follows, with `valueAt`; 0 where the event ends, at `lineAt`; or
 * `stopForMore`, `stopAtOdd`
 */
export function readRun(
  at: usize,
  to: usize,
  isLast: bool,
  label: u32,
  context: usize,
  seen: u32,
): u32 {
  const line = lineNumber;
  runText = 0;
  runShape = 0;
  runCells = 0;
  runBits = 0;
  runThen = context;
  let hasVarying = varies(label);
  store<u64>(runCell, <u64>cells);
  store<u64>(runCell, <u64>cells, 8);
  let result = label == 0 ? readRest(at, to) : readValue(at, to, label);
  while (true) {
    if (result != 0) return result;
    const behind = lineNumber;
    const next = labelAt(lineAt, to, isLast);
    if (next == stopForMore || next == stopAtOdd) return next;
    if (next == endOfLog) return 0;
    if (next == 0) {
      rememberRun(to, line, label, 0, context);
      return 0;
    }
    const bit: u32 = 1 << next;
    // Behind a blank line it belongs to the next event, whose first lines were lost.
    if ((seen | runBits) & bit) return lineNumber != behind ? 0 : stopAtOdd;
    runBits |= bit;
    runThen = contextWith(runThen, next);
    const isVarying = varies(next);
    if (!isNamed(actionOf(next)) || (isVarying && hasVarying) || valueAt - runText > 96) {
      rememberRun(to, line, label, next, context);
      return next;
    }
    hasVarying = isVarying || hasVarying;
    result = readValue(valueAt, to, next);
  }
}

/** Remembers the run that ends before `valueAt`, the value of the next label or event. */
function rememberRun(to: usize, line: u32, label: u32, next: u32, context: usize): void {
  const length = u32(valueAt - runText);
  if (length > memoRoom || runCells > 2 || valueAt >= to) return;
  const owner = label | (load<u32>(stRound) << 8);
  // What is looked at is in all runs of the context.
  const least = min<u32>(length, load<u8>(context, contextLeast) ^ 0xff);
  store<u8>(context, u8(least ^ 0xff), contextLeast);
  const last = least < 8 ? 0 : least - 8;
  if (load<u8>(context) > u8(last)) store<u8>(context, u8(last));
  let memo = memoFor(runText, context);
  if (load<u32>(memo, memoOwner) == owner && load<u32>(memo, memoContext) == u32(context)) {
    // It does not tell the two apart: from now on it is where they differ.
    const changes = load<u8>(context, contextChanges);
    let same: u32 = 0;
    while (same < least && load<u8>(runText + same) == load<u8>(memo + same)) same++;
    if (same < least && changes < 0xff) {
      store<u8>(context, u8(min<u32>(same, last)));
      store<u8>(context, u8(changes + 1), contextChanges);
      memo = memoFor(runText, context);
    }
  }
  for (let i: usize = 0; i < memoRoom; i += 16) v128.store(memo + i, v128.load(runText + i));
  store<u32>(memo, owner, memoOwner);
  store<u32>(memo, u32(context), memoContext);
  store<u32>(memo, u32(runThen), memoThen);
  store<u32>(memo, runBits, memoBits);
  store<u64>(memo, runShape, memoShape);
  v128.store(memo, v128.load(runCell), memoCells);
  store<u8>(memo, u8(length), memoFull);
  store<u8>(memo, u8(next), memoNext);
  store<u8>(memo, u8(actionOf(next)), memoAction);
  store<u8>(memo, u8(lineNumber - line), memoLines);
  store<u8>(memo, u8(endAt - runText), memoEnd);
  store<u8>(memo, u8(lineAt - runText), memoLine);
}

/**
 * Reads the beginning of a value as it mostly is.
 * @returns where the rest of its line begins, for a memo; 0 where it is not to be read so
 */
// @ts-ignore: decorator
@inline
export function beginValue(at: usize, action: u32, context: usize): usize {
  if (action >= forSequence) {
    let length: u32;
    let digits: u64;
    if (action >= forPrivateKey) {
      length = digitCount(at);
      if (length - 1 > 7) return 0;
      digits = eightDigits(load<u64>(at) << (64 - 8 * (length as u64)));
    } else {
      const v = v128.load(at, 2);
      const digit = i8x16.sub(v, i8x16.splat(0x30));
      const isDigit = i8x16.lt_u(digit, i8x16.splat(10));
      const letter = i8x16.sub(v128.or(v, i8x16.splat(0x20)), i8x16.splat(0x61));
      const isLetter = i8x16.lt_u(letter, i8x16.splat(6));
      const count = <u32>ctz(~i8x16.bitmask(v128.or(isDigit, isLetter)));
      if (count - 1 > 7) return 0;
      if (load<u16>(at) != 0x7830) return 0;
      const nibbles = v128.bitselect(digit, i8x16.add(letter, i8x16.splat(10)), isDigit);
      digits = hexNumber(i64x2.extract_lane(nibbles, 0), count);
      length = count + 2;
    }
    store<u64>(cell(action), digits);
    // What follows need not wait for the digits to be counted, where they are as many as before.
    const foreseen = <u32>load<u8>(context, contextLength);
    if (length == foreseen) return at + foreseen;
    store<u8>(context, u8(length), contextLength);
    return at + length;
  }
  if (action != forNothing) return at;
  // Printable ASCII up to the line's end.
  const odd: u32 =
    i8x16.bitmask(i8x16.lt_s(v128.load(at), i8x16.splat(0x20))) |
    (i8x16.bitmask(i8x16.lt_s(v128.load(at, 16), i8x16.splat(0x20))) << 16);
  if (odd == 0 || load<u8>(at) == 0x20) return 0;
  const length = ctz(odd);
  return length == 0 ? 0 : at + length;
}
