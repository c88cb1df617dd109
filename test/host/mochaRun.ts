import { readdirSync } from 'node:fs';
import * as path from 'node:path';
import Mocha from 'mocha';
import CountingReporter from './countingReporter';
import { testEnvironment } from './testEnvironment';

/**
 * Runs every *.test.js under a folder, with the counts where the environment says.
 *
 * @param timeoutMs of one test or hook
 * @param retries how often a test that failed is tried again; each time is told
 * @param isWanted chooses files by their path in the folder
 * @throws Error when a test failed or there was none
 */
export async function mochaRun(
  folder: string,
  timeoutMs: number,
  retries = 0,
  isWanted: (file: string) => boolean = () => true,
): Promise<void> {
  const grep = process.env[testEnvironment.grep];
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: timeoutMs,
    retries,
    reporter: CountingReporter,
    ...(grep ? { fgrep: grep } : {}),
  });
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.js') && isWanted(file))
    .sort();
  if (files.length === 0) throw new Error(`There is no test under ${folder}.`);
  for (const file of files) mocha.addFile(path.join(folder, file));
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} test(s) failed.`);
}
