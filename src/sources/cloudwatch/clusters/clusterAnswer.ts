import type { ClusterFacts } from '../../clusterHealth/healthSource';
import type { ClusterAnswer } from './clustersApi';

/** A cluster of the answer; none for one without an id. */
export function clusterFacts(answer: ClusterAnswer): readonly ClusterFacts[] {
  const { ClusterId, BackupRetentionPolicy, Hsms = [] } = answer;
  if (ClusterId === undefined) return [];
  const days = BackupRetentionPolicy?.Type === 'DAYS' ? Number(BackupRetentionPolicy.Value) : NaN;
  return [
    {
      id: ClusterId,
      state: answer.State,
      stateMessage: answer.StateMessage,
      hsmType: answer.HsmType,
      mode: answer.Mode,
      created: answer.CreateTimestamp?.getTime(),
      vpc: answer.VpcId,
      backupDays: Number.isFinite(days) ? days : undefined,
      hsms: Hsms.flatMap(({ HsmId, State, StateMessage, AvailabilityZone, EniIp }) =>
        HsmId === undefined
          ? []
          : [
              {
                id: HsmId,
                state: State,
                stateMessage: StateMessage,
                zone: AvailabilityZone,
                address: EniIp,
              },
            ],
      ),
    },
  ];
}
