import { parseCommandLine } from './commandLine';
import { commands } from './commands';
import { exitCodes } from './exitCodes';
import type { Io } from './io';
import { version } from './version';

/**
 * Runs the command line and gives its exit code.
 *
 * @param words the arguments behind the program's name
 */
export async function runProgram(words: readonly string[], io: Io): Promise<number> {
  const asked = parseCommandLine(words, commands);
  switch (asked.kind) {
    case 'help':
      await io.write(asked.text);
      return exitCodes.done;
    case 'version':
      await io.write(`cloudhsm-logs ${version}\n`);
      return exitCodes.done;
    case 'mistake':
      io.complain(`cloudhsm-logs: ${asked.message}\n${asked.usage}`);
      return exitCodes.failed;
    case 'run':
      return asked.command.run(asked.words, io);
  }
}
