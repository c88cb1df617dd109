/** What the second byte of a character may be, by its first one. */
function secondByte(first: number): readonly [lowest: number, highest: number] {
  if (first === 0xe0) return [0xa0, 0xbf];
  if (first === 0xed) return [0x80, 0x9f];
  if (first === 0xf0) return [0x90, 0xbf];
  if (first === 0xf4) return [0x80, 0x8f];
  return [0x80, 0xbf];
}

function lengthOf(first: number): number {
  if (first >= 0xc2 && first <= 0xdf) return 2;
  if (first >= 0xe0 && first <= 0xef) return 3;
  return first >= 0xf0 && first <= 0xf4 ? 4 : 1;
}

/**
 * Where each UTF-16 code unit of a decoded text is in its bytes, with the end of all behind the last
 * one. Of bytes that are no UTF-8 it takes as many for one replacement character as `TextDecoder` does
 * (Encoding Standard, "UTF-8 decoder").
 *
 * @param units how many code units the text has
 */
export function utf8Places(bytes: Uint8Array, units: number): Uint32Array {
  const places = new Uint32Array(units + 1);
  let unit = 0;
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at] ?? 0;
    if (first < 0x80) {
      places[unit++] = at++;
      continue;
    }
    const length = lengthOf(first);
    let taken = 1;
    let [lowest, highest] = secondByte(first);
    while (taken < length) {
      const next = bytes[at + taken] ?? 0;
      if (next < lowest || next > highest) break;
      taken++;
      [lowest, highest] = [0x80, 0xbf];
    }
    places[unit++] = at;
    if (taken === 4) places[unit++] = at;
    at += taken;
  }
  places[units] = bytes.length;
  return places;
}
