import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import * as path from 'node:path';

/** What a task that exports to S3 leaves behind to see whether it may write. It holds no events. */
const writeTest = 'aws-logs-write-test';

/**
 * The files that a path names: itself, or all files in a folder and the folders in it, by name. A folder
 * without any, or one that may not be listed, is given itself: reading it says what is wrong.
 *
 * @param onSkipped called with each file that is left out: those that an export writes to test its
 * permission, and hidden ones
 */
export async function* logFiles(
  given: string,
  onSkipped?: (file: string) => void,
): AsyncGenerator<string, void, undefined> {
  let isEmpty = true;
  for await (const file of filesOf(given, onSkipped)) {
    isEmpty = false;
    yield file;
  }
  if (isEmpty) yield given;
}

async function* filesOf(
  given: string,
  onSkipped?: (file: string) => void,
): AsyncGenerator<string, void, undefined> {
  const entries = given === '-' ? undefined : await entriesOf(given);
  if (entries === undefined) {
    yield given;
    return;
  }
  entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  for (const entry of entries) {
    const file = path.join(given, entry.name);
    if (entry.name === writeTest || entry.name.startsWith('.')) onSkipped?.(file);
    else if (entry.isDirectory()) yield* filesOf(file, onSkipped);
    // A link to a folder may lead back here.
    else if (entry.isFile() || (entry.isSymbolicLink() && !(await isFolder(file)))) yield file;
  }
}

/** What is in a folder; undefined for what is none, is not there or may not be listed. */
function entriesOf(folder: string): Promise<Dirent[] | undefined> {
  return readdir(folder, { withFileTypes: true }).catch(() => undefined);
}

function isFolder(file: string): Promise<boolean> {
  return stat(file).then(
    (one) => one.isDirectory(),
    () => false,
  );
}
