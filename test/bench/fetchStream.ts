import type { StreamName } from '../../src/sources/logSource';

/** The stream that the fetch bench reads. */
export const streamOfBench: StreamName = {
  cluster: { logGroup: '/aws/cloudhsm/cluster-bench', name: 'cluster-bench', arn: undefined },
  name: 'hsm-bench',
};

/** What one reader tells about its run. */
export interface FetchRun {
  readonly ms: number;
  readonly events: number;
  /** The most resident memory, in bytes. */
  readonly peak: number;
}
