import * as vscode from 'vscode';
import { tailUri, type TailAddress } from '../../documents/tail/tailAddress';
import { connectionOf, type ClusterNode, type StreamNode } from '../../sidebar/nodes';
import type { CommandFactory, Context } from '../context';
import { pickCluster } from '../tree/clusterPick';

/** Shows the events of a cluster or a stream of the tree as they come; from the palette, of one chosen. */
export const tail: CommandFactory = (context) => async (node?: ClusterNode | StreamNode) => {
  const address = node === undefined ? await askForCluster(context) : addressOf(node);
  if (address === undefined) return;
  const uri = tailUri(address);
  await vscode.window.showTextDocument(uri, { preview: false });
  // One whose tab was closed may be known still.
  context.tails.get(uri)?.start();
};

function addressOf(node: ClusterNode | StreamNode): TailAddress {
  return {
    connection: connectionOf(node).name,
    logGroup: (node.kind === 'stream' ? node.parent : node).cluster.logGroup,
    stream: node.kind === 'stream' ? node.stream.name : undefined,
  };
}

/** The sample has come to its end. */
async function askForCluster(context: Context): Promise<TailAddress | undefined> {
  const title = vscode.l10n.t('Tail which cluster?');
  const picked = await pickCluster(context, { title, withSample: false });
  return (
    picked && {
      connection: picked.connection,
      logGroup: picked.cluster.logGroup,
      stream: undefined,
    }
  );
}
