import { seededRandom } from '../../endpoint/seededRandom';
import type { SeedEvent } from '../../endpoint/store';

/** So many events, 0 to 2 s apart, the first at `start` (Unix ms): some share a millisecond. */
export function seededEvents(count: number, start: number, seed = 1): SeedEvent[] {
  const random = seededRandom(seed);
  let timestamp = start;
  return Array.from({ length: count }, (_, i) => {
    if (i > 0 && random() > 0.2) timestamp += Math.floor(random() * 2000);
    return { timestamp, message: `event ${i}\nseed ${seed}` };
  });
}

/** What of an event a reader gets back whichever way it reads. */
export function essence(event: {
  readonly timestamp?: number | undefined;
  readonly message?: string | undefined;
}) {
  return { timestamp: event.timestamp, message: event.message };
}
