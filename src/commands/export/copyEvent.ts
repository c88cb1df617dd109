import * as vscode from 'vscode';
import type { ShownEvent } from '../../audit/decoded/decodedView';
import { markdownText, oneLine } from '../../audit/export/markdown';
import { jsonText } from '../../audit/export/ndjson';
import { originOf, type EventList } from '../../documents/export/exportedEvents';
import { HumanError } from '../../sources/humanError';
import { chosenEvents } from './chosenEvents';
import type { CommandFactory } from '../context';

/** More than this belongs into a file: the clipboard of some systems takes no more, too. */
const most = 1000;

/**
 * Makes a command that copies the event at the cursor, or those that are selected.
 *
 * @param text of all of them
 */
function copying(text: (events: readonly CopiedEvent[]) => string): CommandFactory {
  return (context) => async () => {
    const { address, logs, event, selected } = await chosenEvents(context);
    const events = selected ?? (event === undefined ? [] : [event]);
    if (events.length === 0) {
      throw new HumanError(vscode.l10n.t('There is no event here. Put the cursor on one.'));
    }
    if (events.length > most) {
      throw new HumanError(
        vscode.l10n.t(
          '{0} events are selected, too many to copy. Use Export Events, or select fewer.',
          events.length,
        ),
      );
    }
    await vscode.env.clipboard.writeText(
      text(events.map((one) => ({ list: { sources: address.sources, logs }, event: one }))),
    );
    const sentence =
      events.length === 1
        ? vscode.l10n.t('1 event copied.')
        : vscode.l10n.t('{0} events copied.', events.length);
    vscode.window.setStatusBarMessage(`$(check) ${sentence}`, 4000);
  };
}

interface CopiedEvent {
  readonly list: Pick<EventList, 'sources' | 'logs'>;
  readonly event: ShownEvent;
}

/** One object, or a list of them. */
export const copyEventAsJson = copying((events) => {
  const objects = events.map(({ list, event }) => {
    const log = list.logs[event.log]?.log;
    return log === undefined ? '' : jsonText(log.event(event.row), log.text, originOf(list, event));
  });
  return `${objects.length === 1 ? objects.join('') : `[\n${objects.join(',\n')}\n]`}\n`;
});

export const copyEventAsMarkdown = copying((events) => eachEvent(events, markdownText).join('\n'));

export const copyEventAsLine = copying((events) =>
  eachEvent(events, (event, _, stream) => `${oneLine(event, stream)}\n`).join(''),
);

function eachEvent(events: readonly CopiedEvent[], write: typeof markdownText): readonly string[] {
  return events.map(({ list, event }) => {
    const log = list.logs[event.log]?.log;
    return log === undefined
      ? ''
      : write(log.event(event.row), log.text, originOf(list, event).stream);
  });
}
