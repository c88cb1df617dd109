/**
 * Indexes the file named on the command line and prints in JSON what test/bench/index.ts wants to know.
 * A number behind the name is how many workers help; the word `decode` decodes events too.
 */
import { openIndexedFile } from '../../src/sources/files/indexedFile';

const wanted = 1000;
const decoded = 500;
/** How often they are decoded before it counts: the engine compiles what runs often. */
const warmRounds = 8;

async function main(): Promise<void> {
  const [, , file = '', word = ''] = process.argv;
  const decodes = word === 'decode';
  const start = performance.now();
  let firstMs = 0;
  let firstEvents = 0;
  const indexed = await openIndexedFile(file, {
    ...(word === '' || decodes ? {} : { workers: Number(word) }),
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
  for (let round = 0; decodes && round < warmRounds; round++) decode();
  const decodeStart = performance.now();
  if (decodes) decode();
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
