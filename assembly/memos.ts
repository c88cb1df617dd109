/**
 * What is remembered of lines that were read.
 *
 * Most of an event is like another before it. So the run of lines behind a number, up to the next one,
 * is kept as a memo of its text and its meaning: when the same text stands in such a place again,
 * neither its line ends nor its labels need be looked for. The place of a memo is found by what labels
 * the event has so far, its context, and by eight bytes of the text. Which eight is learned from memos
 * that had the same place: where their texts differ.
 */
import { contexts, masks, memos } from './memory';

// What a memo holds behind its text.
export const memoRoom: u32 = 128;
export const memoOwner: usize = 128; // u32: the label, and the round
export const memoContext: usize = 132; // u32: what labels the event had before
export const memoBits: usize = 136; // u32: the labels in it and the one that follows
export const memoFull: usize = 140; // how long the text is
export const memoNext: usize = 141; // the label behind it; 0 where the event ends
export const memoAction: usize = 142; // of that one
export const memoLines: usize = 143; // how many line ends the text has
export const memoEnd: usize = 144; // where in the text the event's last line ends
export const memoLine: usize = 145; // where the next label's line begins
export const memoThen: usize = 148; // u32: the context of what stands behind it
export const memoShape: usize = 152; // u64
export const memoCells: usize = 160; // u32 each: two cells, and a number for each

/** Whether the first bytes at two places are the same, at most 128. */
// @ts-ignore: decorator
@inline
export function differs(at: usize, other: usize, length: u32): v128 {
  const mask = masks + 128 - <usize>length;
  let differ = v128.or(
    v128.and(v128.xor(v128.load(at), v128.load(other)), v128.load(mask)),
    v128.and(v128.xor(v128.load(at, 16), v128.load(other, 16)), v128.load(mask, 16)),
  );
  if (length > 32) {
    differ = v128.or(
      differ,
      v128.or(
        v128.and(v128.xor(v128.load(at, 32), v128.load(other, 32)), v128.load(mask, 32)),
        v128.and(v128.xor(v128.load(at, 48), v128.load(other, 48)), v128.load(mask, 48)),
      ),
    );
    if (length > 64) {
      differ = v128.or(
        differ,
        v128.or(
          v128.and(v128.xor(v128.load(at, 64), v128.load(other, 64)), v128.load(mask, 64)),
          v128.and(v128.xor(v128.load(at, 80), v128.load(other, 80)), v128.load(mask, 80)),
        ),
      );
      differ = v128.or(
        differ,
        v128.or(
          v128.and(v128.xor(v128.load(at, 96), v128.load(other, 96)), v128.load(mask, 96)),
          v128.and(v128.xor(v128.load(at, 112), v128.load(other, 112)), v128.load(mask, 112)),
        ),
      );
    }
  }
  return differ;
}

/** The memo for what stands at a place, in a context. */
// @ts-ignore: decorator
@inline
export function memoFor(text: usize, context: usize): usize {
  const mixed = load<u64>(text + load<u8>(context)) ^ ((<u64>context) << 24);
  return memos + (<usize>((mixed * 0x9e3779b97f4a7c15) >> 54) << 8);
}

/** The context of an event that has one more label. */
export function contextWith(context: usize, label: u32): usize {
  const mixed = (context - contexts + 8 * <usize>label + 8) * 0x9e3779b1;
  return contexts + (((<u32>mixed) >> 22) << 3);
}
