import * as vscode from 'vscode';
import type { EventFilter } from '../../audit/filter/eventFilter';
import type { EventTable } from '../../audit/table/eventTable';
import { sessionBits } from '../../audit/event/sessionHandle';
import { HumanError } from '../../sources/humanError';
import { chosenEvents } from '../export/chosenEvents';
import type { CommandFactory } from '../context';
import { openView } from './openView';
import { streamsOfTail } from './streamsOfTail';
import { plainLabel } from '../../editor/plainLabel';

/**
 * Makes a command that shows what else there is of something that the event at the cursor names. In a
 * filtered view, the rest of the filter stays.
 *
 * @param filterAt the filter for an event; undefined where it names no such thing
 * @param nothing what to say then
 * @param ofOneLog whether it means nothing in another log of a merged view
 */
function filteringBy(
  filterAt: (table: EventTable, row: number) => Promise<EventFilter | undefined>,
  nothing: () => string,
  { ofOneLog = false } = {},
): CommandFactory {
  return (context) => async () => {
    const chosen = await chosenEvents(context);
    const { address, logs, event } = chosen;
    const table = event && logs[event.log]?.log.table;
    const filter = event && table && (await filterAt(table, event.row));
    if (event === undefined || filter === undefined) throw new HumanError(nothing());
    const shown = chosen.isTail ? (await streamsOfTail(context, chosen)).event : event;
    const own = address.sources[event.log];
    const isNarrowed = ofOneLog && own !== undefined;
    await openView(
      context,
      {
        ...address,
        sources: isNarrowed ? [own] : address.sources,
        filter: { ...address.filter, ...filter },
      },
      isNarrowed && shown ? { ...shown, log: 0 } : shown,
    );
  };
}

/** Every event on the keys of the event at the cursor. */
export const filterByKey = filteringBy(
  (table, row) => {
    const handles = [table.privateKey(row), table.publicKey(row), table.key(row)];
    const keys = [...new Set(handles.filter((key) => key !== undefined))].filter(
      (key) => key !== 0n,
    );
    return Promise.resolve(keys.length === 0 ? undefined : { keys });
  },
  () => vscode.l10n.t('This event names no key. Put the cursor on one that does.'),
);

/** Every event that names the user of the event at the cursor. */
export const filterByUser = filteringBy(
  async (table, row) => {
    const names = [table.user(row), table.targetUser(row)].filter((name) => name !== undefined);
    const [first] = names;
    if (names.length < 2) return first === undefined ? undefined : { users: [first] };
    const chosen = await vscode.window.showQuickPick(
      names.map((name) => ({ label: plainLabel(name), name })),
      { title: vscode.l10n.t('Filter by which user?') },
    );
    if (chosen === undefined) throw new vscode.CancellationError();
    return { users: [chosen.name] };
  },
  () => vscode.l10n.t('This event names no user. Put the cursor on one that does.'),
);

/**
 * Every event of the client connection of the session at the cursor, since that start of its HSM: a login
 * often stands under another handle of its connection than what is done after it.
 */
export const filterBySession = filteringBy(
  (table, row) => {
    const session = table.sessionHandle(row);
    if (session === undefined) return Promise.resolve(undefined);
    const [reboot, stream] = [table.rebootCounter(row), table.stream(row)];
    return Promise.resolve({
      connections: [session >> sessionBits],
      ...(reboot !== undefined && { reboots: [reboot] }),
      ...(stream !== undefined && { streams: [stream] }),
    });
  },
  () => vscode.l10n.t('This event has no session handle. Put the cursor on one that has.'),
  { ofOneLog: true },
);
