import * as vscode from 'vscode';
import { searchAddress } from '../../documents/search/searchAddress';
import { eventGone } from '../../documents/streams/eventGone';
import { streamAddress, streamUri } from '../../documents/streams/streamAddress';
import { resultId } from '../../queries/resultAddress';
import { HumanError } from '../../sources/humanError';
import { chosenEvents, type ChosenEvents } from '../export/chosenEvents';
import type { CommandFactory, Context } from '../context';
import { goToRowEvent } from './goToRowEvent';
import { withCancellableProgress } from '../progress';
import { showInText } from './showAt';

/** From an event that a search or a query found to the same event in its stream, among those around it. */
export const goToStoredEvent: CommandFactory = (context) => async () => {
  const editor = vscode.window.activeTextEditor;
  if (editor !== undefined && resultId(editor.document.uri) !== undefined) {
    await goToRowEvent(context, editor);
    return;
  }
  const chosen = await chosenEvents(context);
  if (chosen.address.sources.every((source) => searchAddress(source) === undefined)) {
    throw new HumanError(vscode.l10n.t('Put the cursor on an event that a search found first.'));
  }
  await showStoredEvent(context, chosen);
};

/**
 * Shows the event at the cursor, which a search found or a tail gave, in its stream: reads that from
 * its newest events back to it.
 */
export async function showStoredEvent(
  { streams }: Pick<Context, 'streams'>,
  { address, logs, event }: ChosenEvents,
): Promise<void> {
  const source = event && address.sources[event.log];
  const place = source && (searchAddress(source) ?? streamAddress(source));
  const log = event && logs[event.log]?.log;
  if (event === undefined || place === undefined || log === undefined) {
    throw new HumanError(vscode.l10n.t('Put the cursor on an event first.'));
  }
  const { span } = log.event(event.row);
  const text = log.text.slice(span.offset, span.offset + span.length);
  const { connection, logGroup, stream: name } = place;
  // Without the range of the search, which would fetch all of it.
  const uri = streamUri({ connection, logGroup, stream: name });
  const isOpen = streams.get(uri)?.eventCount !== 0;
  const offset = await withCancellableProgress(
    vscode.l10n.t('Reading stream {0} back to the event', name),
    async (signal) => {
      const stream = await streams.open(uri, signal);
      let isGrown = false;
      let at = stream.text.lastIndexOf(text);
      try {
        // One that was open already may lack the newest.
        if (at < 0 && isOpen && (await stream.loadNewer(signal)) > 0) {
          isGrown = true;
          at = stream.text.lastIndexOf(text);
        }
        while (at < 0 && (await stream.loadOlder(signal)) > 0) {
          isGrown = true;
          at = stream.text.lastIndexOf(text);
        }
      } finally {
        // What came before a cancellation stays.
        if (isGrown) streams.announce(uri);
      }
      return at;
    },
  );
  if (offset < 0) throw eventGone();
  const { text: whole } = await streams.open(uri);
  await showInText(uri, whole, whole.lastIndexOf(text));
}
