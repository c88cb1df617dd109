import type { KeptPage, RangeRead, RangeReadOptions } from '../../sources/fetch/rangeReader';
import type { ShownStreams } from './shownStreams';

/** Reads a range of a stream of a connection: what was kept is not asked for again. */
export type ReadRange = (
  connection: string,
  options: Omit<RangeReadOptions, 'key'>,
) => Promise<RangeRead>;

/** What fetched streams have beyond the window that shows them. */
export interface StreamStore {
  readonly read: ReadRange;
  /**
   * Keeps a page for the next window, later. One that cannot be kept is asked for again there, which is
   * nothing that a reader has to know.
   */
  readonly keep: (connection: string, page: Omit<KeptPage, 'key'>) => void;
  readonly shown: ShownStreams;
  /** Makes ready, while a page is on its way, what is needed to show it. */
  readonly prepare: () => void;
}
