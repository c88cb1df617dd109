/** The numbers that values and shapes are given, in order of their first appearance. */
import {
  classCounts,
  shapeList,
  shapeMost,
  shapeSlotMask,
  shapeSlots,
  stShapeNews,
  stShapes,
  stValueBytes,
  stValues,
  valueList,
  valueMost,
  valueSlotMask,
  valueSlots,
  values,
  valuesRoom,
} from './memory';

/** The number of a value in its class; 0 where there is no room for a new one. Values have 1 to 255 bytes. */
export function numberOf(at: usize, length: u32, valueClass: u32, most: u32): u32 {
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
export function shapeOf(shape: u64): u32 {
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
