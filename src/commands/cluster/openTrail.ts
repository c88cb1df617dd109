import * as vscode from 'vscode';
import { trailUri } from '../../documents/trail/trailAddress';
import { connectionOf, type ClusterNode, type ConnectionNode } from '../../sidebar/nodes';
import { HumanError } from '../../sources/humanError';
import type { CommandFactory } from '../context';
import { withCancellableProgress } from '../progress';

/** Opens what CloudTrail has of a cluster, or of all clusters of a connection, one line an event. */
export const openTrail: CommandFactory =
  ({ trail }) =>
  async (node?: ClusterNode | ConnectionNode) => {
    if (node === undefined) {
      throw new HumanError(
        vscode.l10n.t(
          'Open CloudTrail events from a cluster or a connection of the CloudHSM view.',
        ),
      );
    }
    const uri = trailUri({
      kind: 'connection',
      connection: connectionOf(node)?.name ?? '',
      logGroup: node.kind === 'cluster' ? node.cluster.logGroup : undefined,
    });
    const name = node.kind === 'cluster' ? node.cluster.name : node.name;
    await withCancellableProgress(
      vscode.l10n.t('Fetching the CloudTrail events of {0}', name),
      (signal) => trail.open(uri, signal),
    );
    await vscode.window.showTextDocument(uri, { preview: false });
  };
