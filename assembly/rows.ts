/** The rows that are written. */
import {
  cells,
  extras,
  extrasAt,
  forKey,
  forPrivateKey,
  forPublicKey,
  forReboot,
  forSequence,
  forSession,
  forTarget,
  forUser,
  hasColumn,
  hasKey,
  hasPrivateKey,
  hasPublicKey,
  hasTarget,
  hasUser,
  hasWideKeys,
  input,
  lengths,
  lines,
  reboots,
  sequences,
  sessions,
  shapes,
  stBase,
  stExtras,
  stRows,
  starts,
  times,
} from './memory';
import { shapeOf } from './numbering';

/** Where the number of a label with such an action is. */
// @ts-ignore: decorator
@inline
export function cell(action: u32): usize {
  return cells + 8 * <usize>action;
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
export function commit(
  start: usize,
  end: usize,
  line: u32,
  column: u32,
  time: f64,
  shapeKey: u64,
): bool {
  const length = u32(end - start);
  if (length > 0xfffe) return false;
  const privateKey = load<u64>(cell(forPrivateKey));
  const publicKey = load<u64>(cell(forPublicKey));
  const key = load<u64>(cell(forKey));
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
  store<u32>(sequences + 4 * row, load<u32>(cell(forSequence)));
  store<u32>(sessions + 4 * row, load<u32>(cell(forSession)));
  store<u32>(reboots + 4 * row, load<u32>(cell(forReboot)));
  store<u32>(shapes + 4 * row, shape);
  if (shapeKey & (hasPrivateKey | hasPublicKey | hasKey | hasUser | hasTarget | hasColumn)) {
    if (shapeKey & hasColumn) extra = put(extra, column);
    if (shapeKey & hasPrivateKey) extra = putKey(extra, privateKey, wide);
    if (shapeKey & hasPublicKey) extra = putKey(extra, publicKey, wide);
    if (shapeKey & hasKey) extra = putKey(extra, key, wide);
    if (shapeKey & hasUser) extra = put(extra, load<u32>(cell(forUser)));
    if (shapeKey & hasTarget) extra = put(extra, load<u32>(cell(forTarget)));
    store<u32>(stExtras, extra);
  }
  store<u32>(stRows, u32(row + 1));
  return true;
}
