import { randomUUID } from 'node:crypto';
import { systemClock } from '../clock';
import { Spool } from '../spool/spool';
import { nodeSpoolFiles } from '../spool/spoolFiles';
import { RangeReader } from './rangeReader';

/**
 * A reader whose spool is a folder on the disk.
 *
 * @param folder absolute; made when something is written
 * @param limit the most bytes that it may take
 */
export function openRangeReader(folder: string, limit: number): RangeReader {
  const spool = new Spool({
    folder,
    files: nodeSpoolFiles,
    clock: systemClock,
    limit,
    newId: () => randomUUID(),
  });
  return new RangeReader(spool, systemClock, () => Math.random());
}
