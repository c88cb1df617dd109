/** Turns places in a text into places in the UTF-8 bytes that it was decoded from. */
export class ByteLines {
  /** Where each line's bytes begin; undefined where every character is one byte. */
  private readonly starts: Uint32Array | undefined;

  constructor(
    private readonly text: string,
    private readonly bytes: Uint8Array,
  ) {
    // Each character takes at least as many bytes as UTF-16 units: equal lengths mean one byte each.
    if (text.length !== bytes.length) this.starts = lineStarts(bytes);
  }

  /**
   * @param at an offset in the text
   * @param line its line in the text, from 0
   * @param lineStart where that line begins in the text
   */
  byteOffset(at: number, line: number, lineStart: number): number {
    if (this.starts === undefined) return at;
    const next = this.starts[line + 1] ?? this.bytes.length;
    // Bytes that are no UTF-8 are counted from the end of the line where that is nearer.
    if (this.text[at] === '\n') return next - 1;
    if (this.text[at] === '\r' && this.text[at + 1] === '\n') return next - 2;
    if (at === this.text.length) return this.bytes.length;
    return (this.starts[line] ?? 0) + Buffer.byteLength(this.text.slice(lineStart, at));
  }
}

function lineStarts(bytes: Uint8Array): Uint32Array {
  const starts = [0];
  for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1)) starts.push(at + 1);
  return Uint32Array.from(starts);
}
