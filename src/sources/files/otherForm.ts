import type { Damage } from '../../audit/containers/container';

/** The first bytes of files that hold a log in a way that is not read: zip, bzip2, xz, zstd, 7z. */
const archives: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x42, 0x5a, 0x68],
  [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00],
  [0x28, 0xb5, 0x2f, 0xfd],
  [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c],
];

/** Why a file in which no container is recognised may hold a log all the same; undefined for none. */
export function otherForm(head: Uint8Array): Damage | undefined {
  const starts = (bytes: readonly number[]): boolean =>
    bytes.every((byte, at) => head[at] === byte);
  if (archives.some(starts)) return 'archive';
  return isUtf16(head) ? 'encoding' : undefined;
}

/** ASCII in UTF-16: every second byte is 0, the others are not. */
function isUtf16(head: Uint8Array): boolean {
  const sample = head.subarray(0, 64);
  if (sample.length < 8) return false;
  const zeroes = (from: number): number =>
    sample.filter((byte, at) => at % 2 === from && byte === 0).length;
  const [even, odd] = [zeroes(0), zeroes(1)];
  const half = Math.floor(sample.length / 2);
  return (even === half && odd === 0) || (odd === half && even === 0);
}
