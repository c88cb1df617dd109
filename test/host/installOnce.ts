import { existsSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import * as path from 'node:path';

const partSuffix = '.part-';
/** No install takes this long: what is older was left by a process that was killed. */
const abandonedMs = 60 * 60_000;

/**
 * Makes a folder whole or not at all: `fill` works in a temporary folder beside it that takes the
 * name at the end, so that an interrupted run leaves nothing half done under the name.
 *
 * @param folder absolute; left as it is when it exists
 * @param fill gets the temporary folder
 */
export async function installOnce(
  folder: string,
  fill: (temporary: string) => Promise<void>,
): Promise<void> {
  if (existsSync(folder)) return;
  await mkdir(path.dirname(folder), { recursive: true });
  await removeAbandoned(folder);
  const temporary = await mkdtemp(folder + partSuffix);
  const removeNow = (): void => rmSync(temporary, { recursive: true, force: true });
  process.once('exit', removeNow);
  try {
    await fill(temporary);
    await rename(temporary, folder);
  } catch (error) {
    // Another process may have been quicker: its folder is as good.
    if (!existsSync(folder)) throw error;
  } finally {
    process.off('exit', removeNow);
    await rm(temporary, { recursive: true, force: true });
  }
}

async function removeAbandoned(folder: string): Promise<void> {
  const parent = path.dirname(folder);
  for (const name of await readdir(parent)) {
    if (!name.startsWith(path.basename(folder) + partSuffix)) continue;
    const part = path.join(parent, name);
    const { mtimeMs } = await stat(part);
    if (Date.now() - mtimeMs > abandonedMs) await rm(part, { recursive: true, force: true });
  }
}
