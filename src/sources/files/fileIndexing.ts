import * as path from 'node:path';
import { Worker } from 'node:worker_threads';
import { EventTable } from '../../audit/table/eventTable';
import { compiledScan, Scanner } from '../../audit/scan/scanner';
import { TablePiece } from '../../audit/scan/tablePiece';
import { Vocabulary } from '../../audit/scan/vocabulary';
import { FileBytes } from './fileBytes';
import { FileParts, type PartPlan } from './fileParts';
import {
  Counter,
  indexPart,
  takePart,
  type IndexedPart,
  type PartMessage,
  type WorkerTask,
} from './partIndex';

/** The worker's program, beside this one: in a bundle and compiled alike. */
const workerProgram = path.join(__dirname, 'indexWorker.js');

/** How many bytes a thread takes at a time: enough to be worth a message, few enough to end together. */
const partSize = 1 << 23;
/** The first part is small, so that the first thousand events are there at once. */
const firstSize = 400_000;
/** A file that is smaller is indexed sooner than a worker is started. */
const smallestForWorkers = 1 << 24;
/** How long this thread works before others have their turn. */
const sliceMs = 8;

/** How far a file is indexed. */
export interface PartProgress {
  readonly table: EventTable;
  readonly bytes: number;
}

/**
 * Indexes a file in this thread and in workers: each takes the next part until none is left. The
 * table has the parts in their order, so that it is at any time that of the file's beginning.
 */
export class FileIndexing {
  readonly table = new EventTable();
  private readonly plan: PartPlan;
  private readonly parts: FileParts;
  private readonly counters = new Int32Array(new SharedArrayBuffer(8));
  private readonly log: FileBytes;
  private readonly done: (IndexedPart | undefined)[] = [];
  private added = 0;
  private line = 0;
  private bytes: number;
  /** Is resolved when the last part is in the table: no thread reads the file any more. */
  private readonly whole: Promise<void>;
  private isWhole: () => void = () => undefined;

  /**
   * @param size of the part that is worth a message, in bytes; tests take small ones
   * @param onProgress is called whenever rows were added
   */
  constructor(
    private readonly descriptor: number,
    from: number,
    to: number,
    private readonly onProgress: (progress: PartProgress) => void,
    size = partSize,
  ) {
    this.log = new FileBytes(descriptor);
    this.plan = { from, to, firstSize: Math.min(firstSize, size), size };
    this.parts = new FileParts(this.log, this.plan);
    this.bytes = from;
    this.whole = new Promise((resolve) => (this.isWhole = resolve));
  }

  /**
   * Indexes everything.
   *
   * @param workers threads beside this one, for a file that is worth it
   * @throws the signal's reason when it is aborted; what reading the file throws
   */
  async run(workers: number, signal?: AbortSignal): Promise<void> {
    const module = compiledScan();
    const steps = this.indexHere(module);
    // The first part alone: a thread that starts would delay it. Then the threads, before anything else, as
    // each takes as long to start as a tenth of a gigabyte takes to index.
    steps.next();
    const threads = Array.from({ length: this.isWorthWorkers ? workers : 0 }, () =>
      this.startWorker(module, signal),
    );
    const stop = (): void => {
      Atomics.store(this.counters, Counter.isStopped, 1);
    };
    signal?.addEventListener('abort', stop, { once: true });
    try {
      // Where all goes well nobody waits for the threads' ends, which come long after their last parts.
      const others = Promise.race([this.whole, Promise.all(threads)]);
      await Promise.all([this.runInSlices(steps, signal), others]);
    } catch (error) {
      // Whoever fails first ends the others: the descriptor must not be closed under a thread.
      stop();
      await Promise.allSettled(threads);
      throw error;
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  private get isWorthWorkers(): boolean {
    const { from, to, size } = this.plan;
    return to - from >= smallestForWorkers || size < partSize;
  }

  /** Takes steps until all are done, with a pause after each slice. */
  private async runInSlices(
    steps: Generator<undefined, void, undefined>,
    signal?: AbortSignal,
  ): Promise<void> {
    for (let until = performance.now() + sliceMs; ;) {
      signal?.throwIfAborted();
      if (steps.next().done === true) return;
      if (performance.now() < until) continue;
      await new Promise((resolve) => setImmediate(resolve));
      until = performance.now() + sliceMs;
    }
  }

  private *indexHere(module: object): Generator<undefined, void, undefined> {
    const vocabulary = new Vocabulary();
    const scanner = new Scanner(module);
    scanner.begin(vocabulary);
    for (;;) {
      const number = takePart(this.counters, this.parts);
      if (number === undefined) return;
      const part = this.parts.part(number);
      this.finish(number, yield* indexPart(this.log, part, scanner, vocabulary));
      yield;
    }
  }

  private startWorker(module: object, signal?: AbortSignal): Promise<void> {
    const { descriptor, plan, counters } = this;
    const task: WorkerTask = { module, descriptor, plan, counters };
    const worker = new Worker(workerProgram, { workerData: task });
    const vocabulary = new Vocabulary();
    return new Promise((resolve, reject) => {
      worker.on('message', ({ number, part, lines, pieces, news }: PartMessage) => {
        vocabulary.add(news);
        this.finish(number, {
          part,
          lines,
          pieces: pieces.map(({ form, buffer }) => new TablePiece(form, vocabulary, buffer)),
        });
      });
      worker.on('error', reject);
      worker.on('exit', () => {
        if (signal?.aborted === true) reject(signal.reason as Error);
        else resolve();
      });
    });
  }

  /** Keeps a part's rows, and adds all that follow the rows of the table. */
  private finish(number: number, indexed: IndexedPart): void {
    this.done[number] = indexed;
    const { bytes } = this;
    for (let next; (next = this.done[this.added]) !== undefined; this.added++) {
      for (const piece of next.pieces) this.table.add(this.moved(piece));
      this.line += next.lines;
      this.bytes = Math.max(this.bytes, next.part.to); // an empty part lies in the one before it
      this.done[this.added] = undefined;
    }
    if (this.bytes > bytes) this.onProgress({ table: this.table, bytes: this.bytes });
    if (this.added === this.parts.count) this.isWhole();
  }

  /** The piece with the lines of the whole file. */
  private moved({ form, vocabulary, buffer }: TablePiece): TablePiece {
    return new TablePiece({ ...form, line: form.line + this.line }, vocabulary, buffer);
  }
}
