import { randomUUID } from 'node:crypto';
import { systemClock } from '../clock';
import { KeptTables } from '../insights/keptTables';
import { KeptSearches } from '../search/keptSearches';
import { Spool } from '../spool/spool';
import { nodeSpoolFiles } from '../spool/spoolFiles';
import { RangeReader } from './rangeReader';

/** What is kept on the disk, all of it under one limit. */
export interface OpenSpool {
  readonly ranges: RangeReader;
  readonly searches: KeptSearches;
  readonly tables: KeptTables;
}

/**
 * Opens the spool in a folder on the disk.
 *
 * @param folder absolute; made when something is written
 * @param limit the most bytes that it may take, asked whenever it counts
 */
export function openSpool(folder: string, limit: () => number): OpenSpool {
  const spool = new Spool({
    folder,
    files: nodeSpoolFiles,
    clock: systemClock,
    limit,
    newId: () => randomUUID(),
  });
  return {
    ranges: new RangeReader(spool, systemClock, () => Math.random()),
    searches: new KeptSearches(spool),
    tables: new KeptTables(spool),
  };
}
