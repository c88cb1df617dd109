import { AuditLog } from '../../audit/table/auditLog';
import { countLineEnds } from '../../audit/text/linePlaces';
import { ByteLines } from './byteLines';
import { Utf8Bytes } from './utf8Bytes';
import type { FileBatch } from './eventBatch';
import { TextBatch, type PiecePlace } from './textBatch';

/** How much is read before it is decoded: enough for thousands of events, small beside a program. */
const usualPieceBytes = 1 << 20;
/** What no piece is longer than, however long an event claims to be. */
const mostPieceBytes = 64 << 20;
const newline = 0x0a;

/**
 * Reads a raw log piece by piece, each ending where an event does. Memory is a piece, not the file.
 * The bytes are UTF-8, or UTF-16 where a byte order mark says so.
 *
 * @param pieceBytes how much is read before it is decoded; 1: what comes is decoded as it comes
 */
export async function* textBatches(
  chunks: AsyncIterable<Uint8Array>,
  about: Pick<PiecePlace, 'file' | 'stream' | 'cluster'>,
  pieceBytes = usualPieceBytes,
): AsyncGenerator<FileBatch, void, undefined> {
  const utf8 = new Utf8Bytes(chunks);
  let kept: Uint8Array[] = [];
  let length = 0;
  let wanted = pieceBytes;
  let place: PiecePlace | undefined;
  const cut = (isLast: boolean): TextBatch | undefined => {
    const bytes = Buffer.concat(kept, length);
    place ??= { ...about, offset: utf8.firstOffset, line: 0, record: 0, goesOn: false };
    const piece = cutPiece(bytes, isLast || length >= mostPieceBytes, place);
    kept = [bytes.subarray(piece.bytes)];
    length = bytes.length - piece.bytes;
    wanted = piece.bytes === 0 ? length * 2 : pieceBytes;
    place = piece.next;
    return piece.batch;
  };
  for await (const chunk of utf8.chunks()) {
    kept.push(chunk);
    length += chunk.length;
    if (length < wanted) continue;
    const batch = cut(false);
    if (batch !== undefined) yield batch;
  }
  while (length > 0) {
    const batch = cut(true);
    if (batch !== undefined) yield batch;
  }
}

interface Piece {
  readonly batch: TextBatch | undefined;
  /** How many bytes it is; 0 where more must be read first. */
  readonly bytes: number;
  readonly next: PiecePlace;
}

/**
 * Cuts a piece off the beginning of the bytes: all events but the last one, which may go on.
 *
 * @param isLast nothing follows, so that all of it is the piece
 */
function cutPiece(bytes: Uint8Array, isLast: boolean, place: PiecePlace): Piece {
  const known = isLast ? bytes : bytes.subarray(0, bytes.lastIndexOf(newline) + 1);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(known);
  const log = AuditLog.of(text);
  const { table } = log;
  const lines = new ByteLines(text, known);
  const rows = isLast ? log.length : Math.max(0, log.length - 1);
  let end = text.length;
  let endByte = known.length;
  if (!isLast && log.length > 0) {
    end = table.start(rows);
    endByte = lines.byteOffset(end, table.line(rows), end - table.column(rows));
  } else if (!isLast) {
    // An event may begin on the last line and show it on the next one only.
    endByte = known.lastIndexOf(newline, known.length - 2) + 1;
    end = text.lastIndexOf('\n', text.length - 2) + 1;
  }
  if (endByte === 0) return { batch: undefined, bytes: 0, next: place };
  const previous = rows === 0 ? 0 : table.start(rows - 1);
  const previousLine = rows === 0 ? 0 : table.line(rows - 1);
  return {
    batch: new TextBatch(log, lines, { rows, end, endByte }, place),
    bytes: endByte,
    next: {
      ...place,
      offset: place.offset === undefined ? undefined : place.offset + endByte,
      line: place.line + previousLine + countLineEnds(text, previous, end),
      record: place.record + rows,
      goesOn: rows === 0,
    },
  };
}
