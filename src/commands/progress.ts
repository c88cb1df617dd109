import * as vscode from 'vscode';
import { withoutLinks } from './notificationText';

/** How long a fetch may take without a word, in ms. */
const glanceMs = 400;

/**
 * Runs a fetch under a notification with a Cancel button. The notification comes only when the fetch
 * takes longer than a glance.
 *
 * @param run gets a signal that Cancel aborts; its requests stop at once. It may say how much of the
 *   whole is done, up to 1
 */
export async function withCancellableProgress<Result>(
  title: string,
  run: (signal: AbortSignal, progress: (part: number) => void) => Promise<Result>,
): Promise<Result> {
  const abort = new AbortController();
  let done = 0;
  let show: ((part: number) => void) | undefined;
  const running = run(abort.signal, (part) => {
    done = part;
    show?.(part);
  });
  if (await endsWithin(running, glanceMs)) return running;
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: withoutLinks(title),
      cancellable: true,
    },
    async (progress, token) => {
      let shown = 0;
      show = (part) => {
        // VS Code draws each step that it is told of.
        if (part - shown < 0.01) return;
        progress.report({ increment: (part - shown) * 100 });
        shown = part;
      };
      show(done);
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
