import { appendFileSync, writeFileSync } from 'node:fs';
import { format } from 'node:util';
import { reporters } from 'mocha';
import type { MochaOptions, Runner, Test } from 'mocha';
import { testEnvironment } from './testEnvironment';

/** Mocha's `spec` output, and the counts as JSON in the file that the environment names. */
class CountingReporter extends reporters.Spec {
  constructor(runner: Runner, options?: MochaOptions) {
    super(runner, options);
    runner.on('retry', (test: Test, error: Error) => {
      reporters.Base.consoleLog(
        `    tried again: ${test.title} (${error.message.split('\n')[0] ?? ''})`,
      );
    });
    const output = process.env[testEnvironment.output];
    if (output) {
      reporters.Base.consoleLog = (...words: unknown[]) =>
        appendFileSync(output, `${format(...words)}\n`);
    }
    const file = process.env[testEnvironment.results];
    if (!file) return;
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      writeFileSync(file, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
    });
  }
}

// Mocha's `--reporter FILE` takes what the module itself is.
export = CountingReporter;
