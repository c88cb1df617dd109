import { exitOnSignals } from './childProcess';

/**
 * Runs a program to its end and ends the process, whatever still holds it, such as a download that was
 * given up. A failure is one line on the error output and exit code 1; Ctrl-C stops what was started.
 */
export function runProgram(main: () => Promise<void>): void {
  exitOnSignals();
  main().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exit(1);
    },
  );
}
