/** Pieces of texts are compared whole, which is fast, and the first that differ one by one. */
const piece = 1 << 16;

/** How many characters two texts begin with that are the same. */
export function commonStart(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  let at = 0;
  while (at < length && one.slice(at, at + piece) === other.slice(at, at + piece)) at += piece;
  at = Math.min(at, length);
  while (at < length && one.charCodeAt(at) === other.charCodeAt(at)) at++;
  return at;
}
