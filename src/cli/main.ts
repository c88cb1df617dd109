#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { decode } from './decode';
import { parseCommandLine, usage } from './commandLine';

/** Runs the command line and gives its exit code: 0 done, 2 could not do what was asked. */
async function main(words: readonly string[]): Promise<number> {
  const command = parseCommandLine(words);
  switch (command.kind) {
    case 'help':
      process.stdout.write(usage());
      return 0;
    case 'mistake':
      process.stderr.write(`cloudhsm-logs: ${command.message}\n${usage()}`);
      return 2;
    case 'decode':
      return decode(command.files, {
        read: (file) => (file === '-' ? buffer(process.stdin) : readFile(file)),
        write: (text) => process.stdout.write(text),
        complain: (text) => process.stderr.write(text),
      });
  }
}

// A reader that goes away (`| head`) ends the command quietly.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
