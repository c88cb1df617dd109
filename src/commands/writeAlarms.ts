import * as vscode from 'vscode';
import { recommendedAlarms } from '../alarms/recommendedAlarms';
import { connectionOf, type ClusterNode, type HealthNode } from '../sidebar/nodes';
import { clusterId } from '../sources/healthSource';
import { HumanError } from '../sources/humanError';
import type { CommandFactory } from './context';
import { openAlarms } from './openAlarms';
import { withCancellableProgress } from './progress';

/** Opens a document with the alarms that AWS advises for a cluster. */
export const writeAlarms: CommandFactory =
  ({ log }) =>
  async (node?: ClusterNode | HealthNode) => {
    if (node === undefined) {
      throw new HumanError(
        vscode.l10n.t(
          'Write the alarms of a cluster from the CloudHSM view: choose a cluster there.',
        ),
      );
    }
    const { cluster, health } = node.kind === 'cluster' ? node : node.parent;
    const hsmType = await withCancellableProgress(
      vscode.l10n.t('Reading the type of the HSMs of {0}', cluster.name),
      async (signal) => {
        try {
          return (await (await health?.list.source())?.facts(cluster, signal))?.hsmType;
        } catch (error) {
          if (signal.aborted || !(error instanceof HumanError)) throw error;
          // The alarms are written all the same, with a note that it is not known.
          log.warn(error.message);
          return undefined;
        }
      },
    );
    await openAlarms(
      recommendedAlarms({
        id: clusterId(cluster),
        logGroup: cluster.logGroup,
        region: connectionOf(node)?.aws?.region,
        hsmType,
      }),
    );
  };
