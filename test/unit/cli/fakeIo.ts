import type { Io } from '../../../src/cli/io';
import { processIo } from '../../../src/cli/processIo';
import { parseCommandLine } from '../../../src/cli/commandLine';
import { commands } from '../../../src/cli/commands';

export interface Outcome {
  readonly code: number;
  readonly output: string;
  readonly complaints: string;
}

/** What reading a file gives: a text, bytes or an error. */
export type Content = string | Uint8Array | Error;

/**
 * Runs a command over files that are not on a disk.
 *
 * @param chunkBytes how much a read gives
 * @param isTerminal whether the output is one
 * @param onInterrupt gets what an interrupt calls
 * @param ask answers what a command asks at the terminal; left out: nobody is there
 */
export async function runCommand(
  words: readonly string[],
  files: Readonly<Record<string, Content>>,
  chunkBytes = 1 << 16,
  isTerminal = false,
  onInterrupt?: (interrupted: () => void) => void,
  ask?: Io['ask'],
): Promise<Outcome> {
  return outcomeOf(words, {
    async *read(file) {
      await Promise.resolve();
      const content = files[file] ?? systemError('ENOENT');
      if (content instanceof Error) throw content;
      const bytes = typeof content === 'string' ? Buffer.from(content) : content;
      for (let at = 0; at < bytes.length; at += chunkBytes) {
        yield bytes.subarray(at, at + chunkBytes);
      }
    },
    filesOf(word) {
      const inside = Object.keys(files).filter((file) => file.startsWith(`${word}/`));
      return Promise.resolve(inside.length > 0 ? inside.sort() : [word]);
    },
    isTerminal,
    ask,
    onInterrupt(interrupted) {
      onInterrupt?.(interrupted);
      return () => undefined;
    },
  });
}

/** Runs a command over files on the disk. */
export function runOnDisk(words: readonly string[]): Promise<Outcome> {
  return outcomeOf(words, processIo(process, { take: () => () => undefined }));
}

async function outcomeOf(
  words: readonly string[],
  input: Omit<Io, 'write' | 'complain'>,
): Promise<Outcome> {
  let output = '';
  let complaints = '';
  const io: Io = {
    ...input,
    write(text) {
      output += text;
      return Promise.resolve();
    },
    complain: (text) => (complaints += text),
  };
  const asked = parseCommandLine(words, commands);
  if (asked.kind !== 'run') throw new Error(`The words ask for ${asked.kind}.`);
  const code = await asked.command.run(asked.words, io);
  return { code, output, complaints };
}

/** An error as Node throws it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: raw words, open '/x'`), { code });
}
