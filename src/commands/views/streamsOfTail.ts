import * as vscode from 'vscode';
import type { NamedLog, ShownEvent } from '../../audit/decoded/decodedView';
import type { Context } from '../context';
import type { ChosenEvents } from '../export/chosenEvents';
import { withCancellableProgress } from '../progress';
import { showGrown } from '../streams/showGrown';

/** The logs that a filter of a tail's events looks through, and the tail's event there, where it is. */
export interface TailedStreams {
  readonly logs: readonly NamedLog[];
  readonly event: ShownEvent | undefined;
}

/**
 * The streams of a tail with what has come until now. A filtered view follows them: what the tail keeps
 * changes with every event.
 */
export async function streamsOfTail(
  { decoded, logs, streams }: Pick<Context, 'decoded' | 'logs' | 'streams'>,
  { address: { sources }, logs: kept, event }: ChosenEvents,
): Promise<TailedStreams> {
  const fetch = async (uri: vscode.Uri, signal: AbortSignal): Promise<void> => {
    const isOpen = streams.get(uri)?.eventCount !== 0;
    const stream = await streams.open(uri, signal);
    // One that was open already may lack the newest.
    if (!isOpen || (await stream.loadNewer(signal)) === 0) return;
    await showGrown({ decoded, streams }, uri);
  };
  await withCancellableProgress(vscode.l10n.t('Fetching the streams of this tail'), (signal) =>
    Promise.all(sources.map((uri) => fetch(uri, signal))),
  );
  const opened = await Promise.all(sources.map((uri) => logs.open(uri)));
  return { logs: opened, event: event && eventIn(opened, kept, event) };
}

/** By its text: its row in the tail is another one. */
function eventIn(
  opened: readonly NamedLog[],
  kept: readonly NamedLog[],
  { log, row }: ShownEvent,
): ShownEvent | undefined {
  const [from, to] = [kept[log]?.log, opened[log]?.log];
  if (from === undefined || to === undefined) return undefined;
  const text = from.text.slice(from.table.start(row), from.table.end(row));
  const found = to.rowAt(to.text.lastIndexOf(text));
  return found === undefined ? undefined : { log, row: found };
}
