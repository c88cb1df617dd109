import * as vscode from 'vscode';
import type { FetchProgress } from '../../sources/fetch/rangeFetch';
import { HumanError } from '../../sources/humanError';
import type { Context } from '../context';
import { withCancellableProgress } from '../progress';
import { ReadingStatus } from './readingStatus';

/**
 * Fetches ranges side by side; they share the rate of their account.
 *
 * @returns those of which something could be read, and a sentence for each that is not here whole
 * @throws what went wrong where nothing could be read
 */
export async function fetchRanges(
  { clock, sourceOf, streams }: Context,
  connection: string,
  name: string,
  uris: readonly vscode.Uri[],
): Promise<{ readonly read: readonly vscode.Uri[]; readonly missing: readonly string[] }> {
  const states = new Map<string, FetchProgress>();
  const status = new ReadingStatus(() => sourceOf(connection).pace, clock);
  try {
    const results = await withCancellableProgress(
      vscode.l10n.t('Fetching {0}', name),
      (signal, progress) =>
        Promise.allSettled(
          uris.map((uri) =>
            streams.open(uri, signal, (state) => {
              states.set(uri.toString(), state);
              const all = [...states.values()];
              status.show(sumOf(all));
              const left = all.map(({ pagesLeft }) => pagesLeft);
              if (all.length < uris.length || left.includes(undefined)) return;
              const toCome = left.reduce<number>((sum, pages) => sum + (pages ?? 0), 0);
              const done = sumOf(all).pages;
              progress(done / Math.max(1, done + toCome));
            }),
          ),
        ),
    );
    const read = uris.filter((_, index) => results[index]?.status === 'fulfilled');
    const failures = results.flatMap((one): unknown[] =>
      one.status === 'rejected' ? [one.reason] : [],
    );
    const [first] = failures;
    if (read.length === 0 && first !== undefined) throw first as Error;
    const missing = results.flatMap((one) => {
      if (one.status === 'fulfilled') return one.value.missing ?? [];
      return one.reason instanceof HumanError ? one.reason.message : [];
    });
    return { read, missing };
  } finally {
    status.dispose();
  }
}

function sumOf(all: readonly FetchProgress[]): { readonly events: number; readonly pages: number } {
  return {
    events: all.reduce((sum, { events }) => sum + events, 0),
    pages: all.reduce((sum, { pages }) => sum + pages, 0),
  };
}
