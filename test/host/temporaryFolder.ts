import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

/** A folder that goes with its user, and in any case with our process. */
export interface TemporaryFolder {
  /** Absolute. */
  readonly path: string;
  remove(): Promise<void>;
}

/** A server or extension host that was just told to end may still write for a moment. */
const removal = { recursive: true, force: true, maxRetries: 5, retryDelay: 100 } as const;

/** Makes an empty folder in the system's place for such. */
export async function temporaryFolder(prefix: string): Promise<TemporaryFolder> {
  const folder = await mkdtemp(path.join(tmpdir(), `${prefix}-`));
  const removeNow = (): void => rmSync(folder, removal);
  process.once('exit', removeNow);
  return {
    path: folder,
    remove: async () => {
      process.off('exit', removeNow);
      await rm(folder, removal);
    },
  };
}
