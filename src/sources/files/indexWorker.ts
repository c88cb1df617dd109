import { parentPort, workerData } from 'node:worker_threads';
import { Scanner } from '../../audit/scan/scanner';
import { Vocabulary } from '../../audit/scan/vocabulary';
import { FileBytes } from './fileBytes';
import { FileParts } from './fileParts';
import { Counter, indexPart, takePart, type PartMessage, type WorkerTask } from './partIndex';

/** The program of a worker thread: it takes parts of the file until none is left. */
function work({ module, descriptor, plan, counters }: WorkerTask): void {
  const vocabulary = new Vocabulary();
  const scanner = new Scanner(module);
  scanner.begin(vocabulary);
  const log = new FileBytes(descriptor);
  const parts = new FileParts(log, plan);
  for (;;) {
    const number = takePart(counters, parts);
    if (number === undefined) return;
    const steps = indexPart(log, parts.part(number), scanner, vocabulary);
    let step = steps.next();
    while (step.done !== true) {
      if (Atomics.load(counters, Counter.isStopped) !== 0) return;
      step = steps.next();
    }
    const { part, pieces, lines } = step.value;
    const message: PartMessage = {
      number,
      part,
      lines,
      pieces: pieces.map(({ form, buffer }) => ({ form, buffer })),
      news: vocabulary.takeNews(),
    };
    parentPort?.postMessage(
      message,
      pieces.map(({ buffer }) => buffer),
    );
  }
}

work(workerData as WorkerTask);
