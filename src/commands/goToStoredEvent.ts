import * as vscode from 'vscode';
import { searchAddress } from '../documents/searchAddress';
import { streamUri } from '../documents/streamAddress';
import { HumanError } from '../sources/humanError';
import { chosenEvents } from './chosenEvents';
import type { CommandFactory } from './context';
import { withCancellableProgress } from './progress';
import { showAt } from './showAt';

/** From an event that a search found to the same event in its stream, among those around it. */
export const goToStoredEvent: CommandFactory = (context) => async () => {
  const { address, logs, event } = await chosenEvents(context);
  const source = event && address.sources[event.log];
  const found = source && searchAddress(source);
  const log = event && logs[event.log]?.log;
  if (event === undefined || found === undefined || log === undefined) {
    throw new HumanError(vscode.l10n.t('Put the cursor on an event that a search found first.'));
  }
  const { span } = log.event(event.row);
  const text = log.text.slice(span.offset, span.offset + span.length);
  const { connection, logGroup, stream: name } = found;
  // Without the range of the search, which would fetch all of it.
  const uri = streamUri({ connection, logGroup, stream: name });
  const offset = await withCancellableProgress(
    vscode.l10n.t('Reading stream {0} back to the event', found.stream),
    async (signal) => {
      const stream = await context.streams.open(uri, signal);
      let isGrown = false;
      let at = stream.text.lastIndexOf(text);
      try {
        while (at < 0 && (await stream.loadOlder(signal)) > 0) {
          isGrown = true;
          at = stream.text.lastIndexOf(text);
        }
      } finally {
        // What came before a cancellation stays.
        if (isGrown) context.streams.announce(uri);
      }
      return at;
    },
  );
  if (offset < 0) {
    throw new HumanError(
      vscode.l10n.t(
        'The event is no longer in its stream: its time of retention is over, or the stream is another one now.',
      ),
    );
  }
  const { text: whole } = await context.streams.open(uri);
  const before = whole.slice(0, whole.lastIndexOf(text));
  await showAt(uri, new vscode.Position(before.split('\n').length - 1, 0));
};
