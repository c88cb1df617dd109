import * as vscode from 'vscode';
import { eventFacets } from '../../audit/filter/eventFacets';
import { filterPredicate, type EventFilter } from '../../audit/filter/eventFilter';
import type { EventTable } from '../../audit/table/eventTable';
import { filterOf, partKey, partsOf } from '../../audit/filter/filterParts';
import { parseTimeRange } from '../../audit/time/timeRange';
import { filterGroups, filterItem, shownItems, type FilterItem } from './filterItems';

/**
 * Asks for a filter in one list of everything that the events hold, with counts. Any number of rows can
 * be chosen, typing finds more, and a typed time range is a row of its own. The title counts what the
 * choice would show.
 *
 * @param filter what is chosen at the start
 * @returns undefined on Escape
 */
export function pickFilter(
  tables: readonly EventTable[],
  filter: EventFilter,
): Promise<EventFilter | undefined> {
  const chosen = partsOf(filter);
  const groups = filterGroups(eventFacets(tables, filter), chosen);
  const chosenKeys = new Set(chosen.map(partKey));
  const selected = new Set(
    groups.flatMap(({ items }) => items.filter(({ part }) => chosenKeys.has(partKey(part)))),
  );
  const total = tables.reduce((sum, { length }) => sum + length, 0);

  const pick = vscode.window.createQuickPick<FilterItem | vscode.QuickPickItem>();
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  pick.ignoreFocusOut = true;
  pick.placeholder = vscode.l10n.t(
    'Choose outcomes, opcodes, users, keys, …; type to find one, or a time such as 2026-03-12 03:12',
  );
  const chosenFilter = (): EventFilter => filterOf([...selected].map(({ part }) => part));
  const showTitle = (): number => {
    const count = countEvents(tables, chosenFilter());
    const words = [count, total].map((number) => number.toLocaleString(vscode.env.language));
    pick.title = vscode.l10n.t('Filter Events: {0} of {1}', ...words);
    return count;
  };
  /** A typed time range, which no list has. */
  const typedTime = (): FilterItem | undefined => {
    const range = parseTimeRange(pick.value);
    if (range === undefined) return undefined;
    const count = countEvents(tables, { ...chosenFilter(), ...range });
    return { ...filterItem({ kind: 'time', ...range }, count), alwaysShow: true };
  };
  /** The pick says that nothing is selected while its rows change. */
  let isChanging = false;
  const showItems = (): void => {
    const typed = typedTime();
    const kept = [...selected].filter((item) => !groups.some(({ items }) => items.includes(item)));
    const items = [
      ...(typed === undefined ? [] : [typed]),
      ...kept,
      ...shownItems(groups, pick.value, selected),
    ];
    // New rows would undo a choice that is on its way here.
    if (isSameList(items, pick.items)) return;
    isChanging = true;
    pick.items = items;
    pick.selectedItems = [...selected];
    isChanging = false;
  };

  return new Promise((resolve) => {
    pick.onDidChangeValue(showItems);
    pick.onDidChangeSelection((items) => {
      if (isChanging) return;
      selected.clear();
      for (const item of items) if ('part' in item) selected.add(item);
      showTitle();
    });
    pick.onDidAccept(() => {
      // By the typed text a day may have been found that is ticked now.
      const hasTime = [...selected].some(({ part }) => part.kind === 'time');
      const typed = hasTime ? undefined : typedTime();
      if (typed !== undefined) selected.add(typed);
      if (showTitle() === 0 && total > 0) {
        pick.title = vscode.l10n.t('No event matches all of this. Take something out.');
        return;
      }
      resolve(chosenFilter());
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    showItems();
    showTitle();
    pick.show();
  });
}

/** Headings are made anew each time. */
function isSameList(
  one: readonly vscode.QuickPickItem[],
  other: readonly vscode.QuickPickItem[],
): boolean {
  return (
    one.length === other.length &&
    one.every((item, index) => {
      const isHeading = item.kind === vscode.QuickPickItemKind.Separator;
      return isHeading ? item.label === other[index]?.label : item === other[index];
    })
  );
}

function countEvents(tables: readonly EventTable[], filter: EventFilter): number {
  let count = 0;
  for (const table of tables) {
    const passes = filterPredicate(table, filter);
    for (let row = 0; row < table.length; row++) if (passes(row)) count++;
  }
  return count;
}
