import { Indexing } from '../../audit/scan/indexing';
import type { LogBytes } from '../../audit/scan/logBytes';
import type { Scanner } from '../../audit/scan/scanner';
import type { PieceForm, TablePiece } from '../../audit/scan/tablePiece';
import type { Vocabulary, VocabularyNews } from '../../audit/scan/vocabulary';
import type { FilePart, FileParts, PartPlan } from './fileParts';

/** What a worker is told when it starts. */
export interface WorkerTask {
  /** The compiled scanner. */
  readonly module: object;
  readonly descriptor: number;
  readonly plan: PartPlan;
  /** Shared by all threads: the next part to take, and whether to stop. */
  readonly counters: Int32Array;
}

/** The places in `counters`. */
export const Counter = { nextPart: 0, isStopped: 1 } as const;

/** What a worker sends for each part that it has indexed. */
export interface PartMessage {
  readonly number: number;
  readonly part: FilePart;
  readonly lines: number;
  readonly pieces: readonly { readonly form: PieceForm; readonly buffer: ArrayBuffer }[];
  readonly news: VocabularyNews;
}

/** A part's rows; their lines count from the part's own first one. */
export interface IndexedPart {
  readonly part: FilePart;
  readonly pieces: readonly TablePiece[];
  /** How many line ends it has. */
  readonly lines: number;
}

/** The number of the next part that no thread has taken yet; undefined when all are, or on a stop. */
export function takePart(counters: Int32Array, parts: FileParts): number | undefined {
  if (Atomics.load(counters, Counter.isStopped) !== 0) return undefined;
  const part = Atomics.add(counters, Counter.nextPart, 1);
  return part < parts.count ? part : undefined;
}

/** Indexes a part step by step; the last value is its index. */
export function* indexPart(
  log: LogBytes,
  part: FilePart,
  scanner: Scanner,
  vocabulary: Vocabulary,
): Generator<undefined, IndexedPart, undefined> {
  const pieces: TablePiece[] = [];
  const { from, to } = part;
  const indexing = new Indexing(log, from, to, scanner, vocabulary, 0, (piece) =>
    pieces.push(piece),
  );
  while (indexing.step()) yield;
  return { part, pieces, lines: indexing.line };
}
