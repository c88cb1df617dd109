import * as path from 'node:path';
import { Worker } from 'node:worker_threads';
import { EventTable } from '../../audit/eventTable';
import { compiledScan, Scanner } from '../../audit/scan/scanner';
import { TablePiece } from '../../audit/scan/tablePiece';
import { Vocabulary } from '../../audit/scan/vocabulary';
import { certainStart } from '../../audit/scan/certainStart';
import { FileBytes } from './fileBytes';
import { fileParts, type FilePart } from './fileParts';
import {
  Counter,
  indexPart,
  takePart,
  type PartIndex,
  type PartMessage,
  type WorkerTask,
} from './partIndex';

/** The worker's program, beside this one: in a bundle and compiled alike. */
const workerProgram = path.join(__dirname, 'indexWorker.js');

/** How many bytes a thread takes at a time: enough to be worth a message, few enough to end together. */
const partSize = 1 << 23;
/** The first part is small, so that the first thousand events are there at once. */
const firstSize = 1 << 19;
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
  private parts: readonly FilePart[];
  private readonly counters = new Int32Array(new SharedArrayBuffer(8));
  private readonly log: FileBytes;
  private readonly done: (PartIndex | undefined)[] = [];
  private added = 0;
  private line = 0;

  /**
   * @param size of the part that is worth a message, in bytes; tests take small ones
   * @param onProgress is called whenever rows were added
   */
  constructor(
    private readonly descriptor: number,
    from: number,
    private readonly to: number,
    private readonly onProgress: (progress: PartProgress) => void,
    private readonly size = partSize,
  ) {
    this.log = new FileBytes(descriptor);
    const end = from + Math.min(firstSize, size);
    this.parts = [{ from, to: (end < to ? certainStart(this.log, end, to) : undefined) ?? to }];
  }

  /** The parts behind the first one. To find them takes longer than to index that one. */
  private findParts(): void {
    const end = this.parts[0]?.to ?? 0;
    if (end < this.to) {
      this.parts = [...this.parts, ...fileParts(this.log, end, this.to, this.size)];
    }
  }

  /**
   * Indexes everything.
   *
   * @param workers threads beside this one, for a file that is worth it
   * @throws the signal's reason when it is aborted; what reading the file throws
   */
  async run(workers: number, signal?: AbortSignal): Promise<void> {
    const module = compiledScan();
    const vocabulary = new Vocabulary();
    const scanner = new Scanner(module);
    scanner.begin(vocabulary);
    // The first part, before anything else is looked for or started.
    await this.runInSlices(this.indexHere(scanner, vocabulary), signal);
    this.findParts();
    Atomics.store(this.counters, Counter.nextPart, 1);
    const steps = this.indexHere(scanner, vocabulary);
    const threads: Promise<void>[] = [];
    if (this.to >= smallestForWorkers || this.size < partSize) {
      for (let worker = 0; worker < workers; worker++)
        threads.push(this.startWorker(module, signal));
    }
    const stop = (): void => {
      Atomics.store(this.counters, Counter.isStopped, 1);
    };
    signal?.addEventListener('abort', stop, { once: true });
    try {
      await Promise.all([this.runInSlices(steps, signal), ...threads]);
    } finally {
      // Whoever fails first ends the others: the descriptor must not be closed under a thread.
      stop();
      await Promise.allSettled(threads);
      signal?.removeEventListener('abort', stop);
    }
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

  private *indexHere(
    scanner: Scanner,
    vocabulary: Vocabulary,
  ): Generator<undefined, void, undefined> {
    for (;;) {
      const part = takePart(this.counters, this.parts);
      const range = part === undefined ? undefined : this.parts[part];
      if (part === undefined || range === undefined) return;
      this.finish(part, yield* indexPart(this.log, range, scanner, vocabulary));
      yield;
    }
  }

  private startWorker(module: object, signal?: AbortSignal): Promise<void> {
    const { descriptor, parts, counters } = this;
    const task: WorkerTask = { module, descriptor, parts, counters };
    const worker = new Worker(workerProgram, { workerData: task });
    const vocabulary = new Vocabulary();
    return new Promise((resolve, reject) => {
      worker.on('message', ({ part, lines, pieces, news }: PartMessage) => {
        vocabulary.add(news);
        this.finish(part, {
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
  private finish(part: number, index: PartIndex): void {
    this.done[part] = index;
    let bytes: number | undefined;
    for (let next; (next = this.done[this.added]) !== undefined; this.added++) {
      for (const piece of next.pieces) this.table.add(this.moved(piece));
      this.line += next.lines;
      this.done[this.added] = undefined;
      bytes = this.parts[this.added]?.to;
    }
    if (bytes !== undefined) this.onProgress({ table: this.table, bytes });
  }

  /** The piece with the lines of the whole file. */
  private moved({ form, vocabulary, buffer }: TablePiece): TablePiece {
    return new TablePiece({ ...form, line: form.line + this.line }, vocabulary, buffer);
  }
}
