import * as vscode from 'vscode';
import { tailUri } from '../../documents/tail/tailAddress';
import { connectionOf, type ClusterNode, type StreamNode } from '../../sidebar/nodes';
import type { CommandFactory } from '../context';
import { pickTailed } from './tailPick';

/** Shows the events of a cluster or a stream of the tree as they come; from the palette, of one chosen. */
export const tail: CommandFactory =
  ({ connections, sourceOf, tails }) =>
  async (node?: ClusterNode | StreamNode) => {
    const address =
      node === undefined
        ? await pickTailed(connections.all(), sourceOf)
        : {
            connection: connectionOf(node).name,
            logGroup: (node.kind === 'stream' ? node.parent : node).cluster.logGroup,
            stream: node.kind === 'stream' ? node.stream.name : undefined,
          };
    if (address === undefined) return;
    const uri = tailUri(address);
    await vscode.window.showTextDocument(uri, { preview: false });
    // One whose tab was closed may be known still.
    tails.get(uri)?.start();
  };
