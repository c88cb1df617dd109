import * as vscode from 'vscode';

/**
 * Runs a fetch under a notification with a Cancel button. The notification comes only when the fetch
 * takes longer than a glance.
 *
 * @param run gets a signal that Cancel aborts; its requests stop at once
 */
export async function withCancellableProgress<Result>(
  title: string,
  run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (_progress, token) => {
      const abort = new AbortController();
      const subscription = token.onCancellationRequested(() => abort.abort());
      try {
        return await run(abort.signal);
      } finally {
        subscription.dispose();
      }
    },
  );
}
