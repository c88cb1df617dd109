import type { StoredEvent } from '../logSource';
import { clusterName, makeHsms } from './cast';
import { certificateEvents } from './certificates';
import { planReplacement } from './hsmChapters';
import { planKeyRotation, planKeys } from './keyChapters';
import { Plan } from './plan';
import { seededRandom } from './random';
import { SampleCluster } from './sampleCluster';
import type { Stage } from './stage';
import { planAttack, planBeginning, planFarewells, planQuorum } from './userChapters';
import { planWorkingDays } from './workingDays';

/** A stream of the sample, its events oldest first. */
export interface SampleStream {
  readonly name: string;
  readonly kind: 'hsm' | 'certificates';
  readonly events: readonly StoredEvent[];
}

/**
 * Spring of a cluster, from its initialisation on 2 March 2026 to 17 April: users, keys, a quorum, an
 * export and imports, an attack on a password at 03:12, an HSM that fails and the one that replaces it.
 *
 * @param seed the same seed gives the same bytes; another one other moments, sessions and daily work
 */
export function tellStory(seed: number): readonly SampleStream[] {
  const random = seededRandom(seed);
  const plan = new Plan(random);
  const cluster = new SampleCluster(random);
  const hsms = makeHsms();
  const stage: Stage = { plan, cluster, ...hsms };

  planBeginning(stage);
  planKeys(stage);
  planQuorum(stage);
  planAttack(stage);
  planReplacement(stage);
  planKeyRotation(stage);
  planFarewells(stage);
  planWorkingDays(stage);
  plan.play();

  return [
    ...[hsms.first, hsms.second, hsms.replacement].map((hsm): SampleStream => ({
      name: hsm.name,
      kind: 'hsm',
      events: hsm.events(),
    })),
    { name: clusterName, kind: 'certificates', events: certificateEvents(random) },
  ];
}
