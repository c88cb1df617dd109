import { mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { temporaryFolder } from '../host/temporaryFolder';
import type { TemporaryFolder } from '../host/temporaryFolder';

/** Makes a temporary workspace folder with these files: path inside it to content. */
export async function scratchFolder(
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<TemporaryFolder> {
  const folder = await temporaryFolder('cloudhsm-workspace');
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder.path, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return folder;
}
