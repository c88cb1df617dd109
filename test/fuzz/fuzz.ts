/**
 * npm run fuzz: damages generated logs and checks that index and decoder agree on what is left.
 * Prints its seed; `--seed N --log N` makes one log again.
 */
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { fuzzRun, type Fault } from './fuzzRun';

interface Task {
  readonly seed: number;
  readonly log: number;
  readonly events: number;
}

interface Progress {
  readonly log: number;
  readonly events: number;
  readonly fault?: Fault;
  readonly done?: boolean;
}

/** A log takes far below a second: nothing for so long is a hang. */
const hangMs = 60_000;
const mostFaults = 5;

function work({ seed, log: first, events: wanted }: Task): void {
  let events = 0;
  let faults = 0;
  let lastReport = Date.now();
  const report = (progress: Progress): void => parentPort?.postMessage(progress);
  for (const result of fuzzRun(seed, first)) {
    if ('message' in result) {
      report({ log: result.log, events, fault: result });
      if (++faults === mostFaults) break;
      continue;
    }
    events += result.events;
    const isDone = events >= wanted;
    if (isDone || Date.now() - lastReport > 1000) {
      report({ log: result.log, events, done: isDone });
      lastReport = Date.now();
    }
    if (isDone) return;
  }
}

function main(): void {
  const { values } = parseArgs({
    options: {
      events: { type: 'string', default: '10000000' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
      log: { type: 'string', default: '0' },
    },
  });
  const task: Task = {
    seed: Number(values.seed),
    log: Number(values.log),
    events: Number(values.events),
  };
  console.log(`Seed ${task.seed}, from log ${task.log} on, until ${task.events} events.`);
  const start = Date.now();
  const worker = new Worker(__filename, { workerData: task });
  let last: Progress = { log: task.log, events: 0 };
  let printed = 0;
  let faults = 0;
  let hang = setTimeout(hung, hangMs);
  function hung(): void {
    console.error(`No answer for ${hangMs / 1000} s behind log ${last.log} of seed ${task.seed}.`);
    process.exit(1);
  }
  const words = (): string =>
    `${last.events} events in ${last.log - task.log + 1} logs, ${Math.round((Date.now() - start) / 1000)} s, ${faults} faults`;
  worker.on('message', (progress: Progress) => {
    clearTimeout(hang);
    hang = setTimeout(hung, hangMs);
    last = progress;
    if (progress.fault) {
      faults++;
      const { seed, log, text, message } = progress.fault;
      console.error(`Seed ${seed}, log ${log}: ${message}\n${JSON.stringify(text)}`);
    }
    if (Date.now() - printed > 10_000 || progress.done === true) {
      printed = Date.now();
      console.log(words());
    }
  });
  worker.on('error', (error) => {
    faults++;
    console.error(error);
  });
  worker.on('exit', () => {
    clearTimeout(hang);
    console.log(`Ended: ${words()}.`);
    process.exitCode = faults === 0 ? 0 : 1;
  });
}

if (isMainThread) main();
else work(workerData as Task);
