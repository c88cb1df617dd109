#!/usr/bin/env node
import * as l10n from '@vscode/l10n';
import { printable } from '../audit/text/printable';
import { exitCodes } from './exitCodes';
import { Interrupts } from './interrupts';

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

const interrupts = new Interrupts();

/** What takes time to load comes after that. */
async function run(words: readonly string[]): Promise<number> {
  const [{ runProgram }, { processIo }] = await Promise.all([
    import(/* webpackMode: "eager" */ './program.js'),
    import(/* webpackMode: "eager" */ './processIo.js'),
  ]);
  const running = runProgram(words, processIo(process, interrupts));
  // Not before an interrupt that came meanwhile has been told of.
  setImmediate(() => interrupts.begun());
  return running;
}

run(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    complain(error);
    process.exitCode = exitCodes.failed;
  },
);
