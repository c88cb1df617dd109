import * as vscode from 'vscode';
import { withoutLinks } from './notificationText';

/** How long a fetch may take without a word, in ms. */
const glanceMs = 400;

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
  const abort = new AbortController();
  const running = run(abort.signal);
  if (await endsWithin(running, glanceMs)) return running;
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: withoutLinks(title),
      cancellable: true,
    },
    async (_progress, token) => {
      const subscription = token.onCancellationRequested(() => abort.abort());
      try {
        return await running;
      } finally {
        subscription.dispose();
      }
    },
  );
}

/** Whether a promise is settled, in either way, before the time is over. */
async function endsWithin(running: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  const ended = running.then(
    () => true,
    () => true, // the caller sees the error
  );
  try {
    return await Promise.race([ended, late]);
  } finally {
    clearTimeout(timer);
  }
}
