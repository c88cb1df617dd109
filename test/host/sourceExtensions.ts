import { mkdir, readFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';

interface Manifest {
  readonly publisher: string;
  readonly name: string;
  readonly version: string;
}

/**
 * Enters extensions into the list of an extensions folder, in the form that VS Code keeps itself, so
 * that it runs them from where their source is.
 *
 * @param extensionsDir made if it is not there; a list in it is kept
 * @param folders absolute paths of folders with a package.json
 */
export async function addSourceExtensions(
  extensionsDir: string,
  folders: readonly string[],
): Promise<void> {
  if (folders.length === 0) return;
  await mkdir(extensionsDir, { recursive: true });
  const list = path.join(extensionsDir, 'extensions.json');
  const known = await readFile(list, 'utf8').then(
    (text) => JSON.parse(text) as unknown[],
    (error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    },
  );
  const added = await Promise.all(folders.map(entry));
  await writeFile(list, JSON.stringify([...known, ...added]));
}

async function entry(folder: string): Promise<unknown> {
  const text = await readFile(path.join(folder, 'package.json'), 'utf8');
  const { publisher, name, version } = JSON.parse(text) as Manifest;
  return {
    identifier: { id: `${publisher}.${name}` },
    version,
    location: { $mid: 1, path: pathToFileURL(folder).pathname, scheme: 'file' },
    metadata: { installedTimestamp: 0, pinned: true, source: 'vsix' },
  };
}
