import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { type Clock } from '../../sources/clock';
import { Spool } from '../../sources/spool/spool';
import { nodeSpoolFiles } from '../../sources/spool/spoolFiles';

/**
 * Runs something with a spool in a folder of its own, which goes with it: pages that come before their
 * turn wait there, so that no memory is taken.
 */
export async function withScratchSpool<Result>(
  clock: Clock,
  run: (spool: Spool) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cloudhsm-logs-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  // A reader that goes away (`| head`) ends the process in the middle.
  process.once('exit', remove);
  try {
    const files = nodeSpoolFiles;
    return await run(
      new Spool({ folder, files, clock, limit: () => Infinity, newId: () => randomUUID() }),
    );
  } finally {
    process.off('exit', remove);
    remove();
  }
}
