import { readdir, stat } from 'node:fs/promises';
import * as path from 'node:path';

/** What a task that exports to S3 leaves behind to see whether it may write. It holds no events. */
const writeTest = 'aws-logs-write-test';

/**
 * The files that a path names: itself, or all files in a folder and the folders in it, by name.
 *
 * @param onSkipped called with each file that is left out: those that an export writes to test its
 * permission
 * @throws what the file system says
 */
export async function* logFiles(
  given: string,
  onSkipped?: (file: string) => void,
): AsyncGenerator<string, void, undefined> {
  if (given === '-' || !(await stat(given)).isDirectory()) {
    yield given;
    return;
  }
  const entries = await readdir(given, { withFileTypes: true });
  entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  for (const entry of entries) {
    const file = path.join(given, entry.name);
    if (entry.name === writeTest) onSkipped?.(file);
    else if (entry.isDirectory()) yield* logFiles(file, onSkipped);
    // A link to a folder may lead back here.
    else if (entry.isFile() || (entry.isSymbolicLink() && (await stat(file)).isFile())) yield file;
  }
}
