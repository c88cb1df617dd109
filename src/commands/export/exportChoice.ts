import * as vscode from 'vscode';
import type { ShownEvent } from '../../audit/decoded/decodedView';
import { filteredRows } from '../../audit/filter/eventFilter';
import { logOrder, mergedOrder } from '../../audit/decoded/mergedOrder';
import type { EventList } from '../../documents/export/exportedEvents';
import { HumanError } from '../../sources/humanError';
import type { ChosenEvents } from './chosenEvents';

/** The events that an export is of. */
export interface ExportChoice {
  readonly list: EventList;
  readonly isSelection: boolean;
}

/**
 * All events that the editor shows, or the selection where there is one and a person wants it.
 *
 * @returns undefined on Escape
 */
export async function exportChoice({
  address,
  logs,
  selected,
}: ChosenEvents): Promise<ExportChoice | undefined> {
  const { sources } = address;
  const all = (): EventList => ({ sources, logs, events: allEvents({ address, logs }) });
  if (selected === undefined) {
    const list = all();
    if (list.events.length === 0) {
      throw new HumanError(vscode.l10n.t('There is no event to export here.'));
    }
    return { list, isSelection: false };
  }
  const list = all();
  const count = (events: readonly ShownEvent[]): string =>
    vscode.l10n.t('{0} events', events.length.toLocaleString(vscode.env.language));
  const items = [
    { label: vscode.l10n.t('The selection'), description: count(selected), isSelection: true },
    {
      label: vscode.l10n.t('Everything shown'),
      description: count(list.events),
      isSelection: false,
    },
  ];
  const title = vscode.l10n.t('Export which events?');
  const chosen = await vscode.window.showQuickPick(items, { title });
  if (chosen === undefined) return undefined;
  const { isSelection } = chosen;
  return { list: isSelection ? { sources, logs, events: selected } : list, isSelection };
}

/** In the order shown; those that did not fit into the tab are there too. */
function allEvents({
  address,
  logs,
}: Pick<ChosenEvents, 'address' | 'logs'>): readonly ShownEvent[] {
  const tables = logs.map(({ log }) => log.table);
  const rows = tables.map((table) => filteredRows(table, address.filter));
  const [first] = rows;
  const order =
    rows.length === 1 && first !== undefined ? logOrder(first) : mergedOrder(tables, rows);
  return Array.from(order.rows, (row, entry) => ({ log: order.logs[entry] ?? 0, row }));
}
