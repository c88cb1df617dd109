import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { openIndexedFile } from '../sources/files/indexedFile';
import { logFiles } from '../sources/files/logFiles';
import { openLog } from '../sources/files/openLog';
import type { Interrupts } from './interrupts';
import type { Io } from './io';

/** So much of a file is read at once. */
const readBytes = 1 << 18;

/** The files and streams of a process, and its interrupts. */
export function processIo(
  { stdin, stdout, stderr }: Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr'>,
  interrupts: Pick<Interrupts, 'take'>,
): Io {
  return {
    read: (file) => (file === '-' ? stdin : createReadStream(file, { highWaterMark: readBytes })),
    filesOf,
    idOf,
    isPipe,
    index: (file) => openIndexedFile(file),
    open: (file) => openLog(file),
    isTerminal: stdout.isTTY,
    async write(text) {
      if (!stdout.write(text)) await once(stdout, 'drain');
    },
    complain: (text) => void stderr.write(text),
    ask:
      stdin.isTTY && stderr.isTTY
        ? (question, signal) => ask(stdin, stderr, question, signal)
        : undefined,
    onInterrupt: (interrupted) => interrupts.take(interrupted),
  };
}

/** The answer is not written where the output goes: that may be a file. */
async function ask(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  question: string,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  // The terminal edits the line: an interrupt stays one.
  const lines = createInterface({ input, output, terminal: false });
  const gone = new AbortController();
  lines.once('close', () => gone.abort());
  try {
    const either = AbortSignal.any([gone.signal, ...(signal === undefined ? [] : [signal])]);
    return await lines.question(question, { signal: either });
  } catch (error) {
    if (gone.signal.aborted || signal?.aborted === true) return undefined;
    throw error;
  } finally {
    lines.close();
  }
}

async function filesOf(
  word: string,
  onSkipped?: (file: string) => void,
): Promise<readonly string[]> {
  const files: string[] = [];
  for await (const file of logFiles(word, onSkipped)) files.push(file);
  return files;
}

/** The same for each path and link that leads to a file. */
function idOf(file: string): Promise<string | undefined> {
  return stat(file, { bigint: true }).then(
    (one) => (one.isFile() ? `${one.dev}:${one.ino}` : undefined),
    () => undefined, // reading it says what is wrong
  );
}

/** What another program writes while it is read (`<(zcat log.gz)`, `/dev/stdin`): no file, no folder. */
function isPipe(file: string): Promise<boolean> {
  return stat(file).then(
    (one) => !one.isFile() && !one.isDirectory(),
    () => false, // reading it says what is wrong
  );
}
