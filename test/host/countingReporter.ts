import { appendFileSync, writeFileSync } from 'node:fs';
import { format } from 'node:util';
import { reporters } from 'mocha';
import type { MochaOptions, Runner, Test } from 'mocha';
import { testEnvironment } from './testEnvironment';

/** Mocha's `spec` output; the counts and each failure as JSON in the file that the environment names. */
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
    const failures: { name: string; message: string }[] = [];
    runner.on('fail', (test: Test, error: Error) => {
      failures.push({ name: test.fullTitle(), message: error.message });
    });
    runner.once('end', () => {
      const { passes, failures: failed, pending } = this.stats;
      writeFileSync(file, JSON.stringify({ passed: passes, failed, skipped: pending, failures }));
    });
  }
}

// Mocha's `--reporter FILE` takes what the module itself is.
export = CountingReporter;
