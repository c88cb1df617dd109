#!/usr/bin/env node
import * as l10n from '@vscode/l10n';
import { printable } from '../audit/text/printable';
import { parseCommandLine } from './commandLine';
import { commands } from './commands';
import { exitCodes } from './exitCodes';
import { processIo } from './processIo';
import { version } from './version';

/** Runs the command line and gives its exit code. */
async function main(words: readonly string[]): Promise<number> {
  const io = processIo(process);
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

/** A sentence about what should not have happened. */
function complain(error: unknown): void {
  const reason = printable(error instanceof Error ? error.message : String(error));
  process.stderr.write(
    `${l10n.t('cloudhsm-logs: this could not be done: {0}. Please report it.', reason)}\n`,
  );
}

function isClosedPipe(error: NodeJS.ErrnoException): boolean {
  return error.code === 'EPIPE' || error.code === 'ECONNRESET' || error.code === 'EOF';
}

// A reader that goes away (`| head`) ends the command quietly; a full disk does not.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (isClosedPipe(error)) process.exit(process.exitCode ?? exitCodes.done);
  const reason = error.code ?? printable(error.message);
  process.stderr.write(
    `${l10n.t('cloudhsm-logs: the output could not be written ({0}). Make room for it, or write it elsewhere.', reason)}\n`,
  );
  process.exit(exitCodes.failed);
});
// Where nobody listens there is nobody to tell.
process.stderr.on('error', () => process.exit(exitCodes.failed));

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    complain(error);
    process.exitCode = exitCodes.failed;
  },
);
