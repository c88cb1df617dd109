/**
 * Indexes the file named on the command line, with so many workers as the second word says, and
 * prints in JSON what test/bench/index.ts wants to know.
 */
import { openIndexedFile } from '../../src/sources/files/indexedFile';

const wanted = 1000;
const decoded = 500;

async function main(): Promise<void> {
  const [, , file = '', workers] = process.argv;
  const start = performance.now();
  let firstMs = 0;
  let firstEvents = 0;
  const indexed = await openIndexedFile(file, {
    ...(workers === undefined ? {} : { workers: Number(workers) }),
    onProgress: (progress) => {
      if (firstEvents >= wanted) return;
      firstEvents = progress.file.table.length;
      firstMs = performance.now() - start;
    },
  });
  const totalMs = performance.now() - start;
  const { table } = indexed;
  let fields = 0;
  const decode = (): void => {
    for (let step = 0; step < decoded; step++) {
      fields += indexed.event(Math.floor((table.length * step) / decoded)).fields.length;
    }
  };
  if (workers === undefined) decode();
  const decodeStart = performance.now();
  if (workers === undefined) decode();
  const decodeMs = (performance.now() - decodeStart) / decoded;
  const bytesAnEvent = table.byteLength / table.length;
  console.log(
    JSON.stringify({
      events: table.length,
      firstMs,
      firstEvents,
      totalMs,
      bytesAnEvent,
      decodeMs,
      fields,
    }),
  );
  await indexed.close();
}

void main();
