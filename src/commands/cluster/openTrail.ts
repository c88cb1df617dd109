import * as vscode from 'vscode';
import { trailUri } from '../../documents/trail/trailAddress';
import { connectionOf, type ClusterNode, type ConnectionNode } from '../../sidebar/nodes';
import type { Command, CommandFactory } from '../context';
import { withCancellableProgress } from '../progress';
import { pickListRow } from '../tree/rowPick';

/** Opens what CloudTrail has of a cluster, or of all clusters of a connection, one line an event. */
export const openTrail: CommandFactory =
  (context): Command =>
  async (chosen?: ClusterNode | ConnectionNode) => {
    const title = vscode.l10n.t('Open the CloudTrail events of which clusters?');
    const node = chosen ?? (await pickListRow(context, title, true));
    if (node === undefined) return;
    const uri = trailUri({
      kind: 'connection',
      connection: connectionOf(node).name,
      logGroup: node.kind === 'cluster' ? node.cluster.logGroup : undefined,
    });
    const name = node.kind === 'cluster' ? node.cluster.name : node.name;
    await withCancellableProgress(
      vscode.l10n.t('Fetching the CloudTrail events of {0}', name),
      (signal) => context.trail.reload(uri, signal),
    );
    await vscode.window.showTextDocument(uri, { preview: false });
  };
