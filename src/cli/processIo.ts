import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { openIndexedFile } from '../sources/files/indexedFile';
import { openLog } from '../sources/files/openLog';
import type { Io } from './io';

/** So much of a file is read at once. */
const readBytes = 1 << 18;

/** The files and streams of a process. */
export function processIo({
  stdin,
  stdout,
  stderr,
}: Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr'>): Io {
  return {
    read: (file) => (file === '-' ? stdin : createReadStream(file, { highWaterMark: readBytes })),
    filesIn,
    index: (file) => openIndexedFile(file),
    open: (file) => openLog(file),
    isTerminal: stdout.isTTY,
    async write(text) {
      if (!stdout.write(text)) await once(stdout, 'drain');
    },
    complain: (text) => void stderr.write(text),
  };
}

/** A file that is no folder, or is not there: reading it says so. */
async function filesIn(folder: string): Promise<readonly string[] | undefined> {
  const isFolder = await stat(folder).then(
    (one) => one.isDirectory(),
    () => false,
  );
  if (!isFolder) return undefined;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
