import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { Clock } from '../../../../src/sources/clock';
import type { StoredEvent } from '../../../../src/sources/logSource';
import { Spool, type SpoolOptions } from '../../../../src/sources/spool/spool';
import { nodeSpoolFiles } from '../../../../src/sources/spool/spoolFiles';
import type { StreamSpool } from '../../../../src/sources/spool/streamSpool';
import { allTime, type TimeRange } from '../../../../src/sources/timeRange';

export const stream = {
  cluster: { logGroup: '/aws/cloudhsm/cluster-a', name: 'cluster-a', arn: undefined },
  name: 'hsm-a',
};

export interface ScratchSpool {
  readonly folder: string;
  readonly spool: Spool;
  /** Another window's, in the same folder. */
  other(options?: Partial<SpoolOptions>): Spool;
  remove(): Promise<void>;
}

/** A spool in a folder of its own. */
export async function scratchSpool(
  clock: Clock,
  options: Partial<SpoolOptions> = {},
): Promise<ScratchSpool> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cloudhsm-spool-'));
  let windows = 0;
  const open = (own: Partial<SpoolOptions> = {}): Spool => {
    const window = windows++;
    let count = 0;
    const newId = (): string => `w${window}-${count++}`;
    const base = { folder, files: nodeSpoolFiles, clock, limit: () => 1e9, newId };
    return new Spool({ ...base, ...options, ...own });
  };
  return {
    folder,
    spool: open(),
    other: open,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Every event that a spool has of a range, in its order. */
export async function spooled(
  spool: StreamSpool,
  range: TimeRange = allTime,
): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const batch of spool.events(range)) events.push(...batch);
  return events;
}
