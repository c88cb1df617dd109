import * as vscode from 'vscode';
import { viewUri } from '../../documents/decoded/decodedAddress';
import { streamUri } from '../../documents/streams/streamAddress';
import type { TailDocument } from '../../documents/tail/tailDocument';
import { HumanError } from '../../sources/humanError';
import { streamsSince } from '../../sources/streamsSince';
import type { CommandFactory, Context } from '../context';
import { withCancellableProgress } from '../progress';

/** The tail in the active editor. Throws `HumanError` where there is none. */
function activeTail({ tails }: Pick<Context, 'tails'>): TailDocument {
  const editor = vscode.window.activeTextEditor;
  const tail = editor && tails.get(editor.document.uri);
  if (tail === undefined) {
    throw new HumanError(
      vscode.l10n.t('Open a tail first: "Tail" at a cluster or a stream in the sidebar does it.'),
    );
  }
  return tail;
}

/** Leaves the text as it is; what comes is kept. */
export const pauseTail: CommandFactory = (context) => () => activeTail(context).pause();

/** Shows what came meanwhile; a tail that was stopped begins anew. */
export const resumeTail: CommandFactory = (context) => () => activeTail(context).resume();

/** Shows only what comes from now on. */
export const clearTail: CommandFactory = (context) => () => activeTail(context).clear();

/** Asks for nothing any more. */
export const stopTail: CommandFactory = (context) => () => activeTail(context).stop();

/** Opens the log that is tailed, decoded, with what has fallen off. */
export const openTailed: CommandFactory = (context) => async () => {
  const { connection, logGroup, stream } = activeTail(context).address;
  const cluster = { logGroup, name: logGroup, arn: undefined };
  const names = await withCancellableProgress(
    vscode.l10n.t('Finding the streams of {0}', logGroup),
    async (signal) =>
      stream === undefined
        ? (await streamsSince(context.sourceOf(connection), cluster, 0, signal)).map(
            ({ name }) => name,
          )
        : [stream],
  );
  if (names.length === 0) {
    throw new HumanError(vscode.l10n.t('{0} has no stream yet.', logGroup), 'retry');
  }
  const sources = names.map((name) => streamUri({ connection, logGroup, stream: name }));
  await vscode.window.showTextDocument(viewUri({ sources, filter: {} }), { preview: false });
};
