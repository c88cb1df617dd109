import type { Plan } from './plan';
import type { RecordedHsm } from './recordedHsm';
import type { SampleCluster } from './sampleCluster';

/** What the chapters of the story share. */
export interface Stage {
  readonly plan: Plan;
  readonly cluster: SampleCluster;
  readonly first: RecordedHsm;
  readonly second: RecordedHsm;
  readonly replacement: RecordedHsm;
}
