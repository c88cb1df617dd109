import * as vscode from 'vscode';
import type { AskedSequence, ShownEvents } from '../../audit/decoded/shownEvents';
import { activeLog } from '../activeLog';
import type { CommandFactory } from '../context';

/** To the event with a sequence number, which is asked for: `0x1d`, `29`, or `0xe8:0x1d` with its start. */
export const goToSequence: CommandFactory = (context) => async () => {
  const { events, at, show } = await activeLog(context);
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Go to Event by Sequence Number'),
    prompt: vscode.l10n.t(
      'Hexadecimal (0x1d) or decimal (29). The reboot counter may stand before it: 0xe8:0x1d',
    ),
    value: valueAt(events, at),
    validateInput: (text) => {
      const asked = parse(text);
      if (asked === undefined) return vscode.l10n.t('Type a number such as 0x1d or 29.');
      return events.ofSequence(asked, at) === undefined
        ? vscode.l10n.t('No event that is shown here has this sequence number.')
        : undefined;
    },
  });
  const asked = typed === undefined ? undefined : parse(typed);
  const found = asked === undefined ? undefined : events.ofSequence(asked, at);
  if (found !== undefined) show(found);
};

function parse(text: string): AskedSequence | undefined {
  const parts =
    /^\s*(?:(0x[0-9a-f]{1,16}|\d{1,20})\s*[:/ ]\s*)?(0x[0-9a-f]{1,16}|\d{1,20})\s*$/i.exec(text);
  if (parts?.[2] === undefined) return undefined;
  return {
    sequence: BigInt(parts[2]),
    reboot: parts[1] === undefined ? undefined : BigInt(parts[1]),
  };
}

function valueAt(events: ShownEvents, at: number): string {
  const event = events.at(at);
  const sequence = event?.of.table.sequence(event.row);
  return sequence === undefined ? '' : `0x${sequence.toString(16)}`;
}
