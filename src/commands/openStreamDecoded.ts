import * as vscode from 'vscode';
import { decodedUri } from '../documents/decodedDocuments';
import type { StreamNode } from '../sidebar/nodes';
import type { CommandFactory } from './context';
import { nodeUri, revealEnd } from './openStream';
import { withCancellableProgress } from './progress';

/** Opens a stream at its newest events, decoded to one line an event. */
export const openStreamDecoded: CommandFactory =
  ({ streams }) =>
  async (node: StreamNode) => {
    const uri = nodeUri(node);
    await withCancellableProgress(
      vscode.l10n.t('Fetching the newest events of {0}', node.stream.name),
      (signal) => streams.open(uri, signal),
    );
    const editor = await vscode.window.showTextDocument(decodedUri(uri));
    revealEnd(editor);
  };
