import * as vscode from 'vscode';
import { withoutLinks } from './notificationText';

/** Shows how much is done, up to 1, and a few words on it. */
export type ShowProgress = (part: number, words?: string) => void;

/** How long a fetch may take without a word, in ms. */
const glanceMs = 400;

/**
 * Runs a fetch under a notification with a Cancel button. The notification comes only when the fetch
 * takes longer than a glance.
 *
 * @param run gets a signal that Cancel aborts; its requests stop at once. It may say how much of the
 *   whole is done, up to 1, and a few words on it
 */
export async function withCancellableProgress<Result>(
  title: string,
  run: (signal: AbortSignal, progress: ShowProgress) => Promise<Result>,
): Promise<Result> {
  const abort = new AbortController();
  let done = 0;
  let said: string | undefined;
  let show: ShowProgress | undefined;
  const running = run(abort.signal, (part, words) => {
    done = part;
    said = words;
    show?.(part, words);
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
      let shownWords: string | undefined;
      show = (part, words) => {
        // VS Code draws each step that it is told of.
        if (part - shown < 0.01 && words === shownWords) return;
        progress.report({
          increment: Math.max(0, part - shown) * 100,
          ...(words !== undefined && { message: withoutLinks(words) }),
        });
        shown = Math.max(shown, part);
        shownWords = words;
      };
      show(done, said);
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
