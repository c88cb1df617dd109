import * as vscode from 'vscode';
import type { EventFacets } from '../../audit/filter/eventFacets';
import { filterOf, type FilterPart } from '../../audit/filter/filterParts';
import { opcodes } from '../../audit/reference/opcodes';
import { longestPattern, type SearchQuery } from '../../audit/search/searchQuery';
import { filterGroups, filterItem, shownItems, type FilterItem } from '../views/filterItems';
import { plainLabel } from '../../editor/plainLabel';

/** A row for something typed that is no value of a filter. */
interface TypedItem extends vscode.QuickPickItem {
  readonly typed: 'text' | 'pattern';
  readonly value: string;
}

type Item = FilterItem | TypedItem;

/**
 * Asks what to search for, in one list: outcomes, categories and opcodes are there to choose from, and
 * what is typed may be a user, a key, a text or a filter pattern. Of all chosen, events must match each kind.
 *
 * @param facets of logs that are open, for their users and keys
 * @returns undefined on Escape
 */
export function pickSearch(
  title: string,
  facets: EventFacets | undefined,
): Promise<SearchQuery | undefined> {
  const groups = filterGroups(nothing, offered(facets));
  const selected = new Set<Item>();
  const pick = vscode.window.createQuickPick<Item | vscode.QuickPickItem>();
  pick.title = title;
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  pick.ignoreFocusOut = true;
  pick.placeholder = vscode.l10n.t('Choose, or type a user, key, text or filter pattern');
  let isChanging = false;
  const show = (): void => {
    const typed = typedItems(pick.value).filter(
      (item) => ![...selected].some((one) => one.label === item.label),
    );
    const known = new Set<Item>(groups.flatMap(({ items }) => items));
    const kept = [...selected].filter((item) => !known.has(item));
    const listed = new Set([...selected].filter((item): item is FilterItem => 'part' in item));
    isChanging = true;
    pick.items = [...kept, ...shownItems(groups, pick.value, listed), ...typed];
    pick.selectedItems = [...selected];
    isChanging = false;
  };
  return new Promise((resolve) => {
    pick.onDidChangeValue(show);
    pick.onDidChangeSelection((items) => {
      if (isChanging) return;
      selected.clear();
      for (const item of items) if ('part' in item || 'typed' in item) selected.add(item);
    });
    pick.onDidAccept(() => {
      // Who types and presses Enter means the row that is marked, not all events.
      const [active] = pick.activeItems;
      const isTyped = selected.size === 0 && pick.value.trim() !== '';
      if (isTyped && active !== undefined && ('part' in active || 'typed' in active)) {
        selected.add(active);
      }
      resolve(queryOf([...selected]));
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    show();
    pick.show();
  });
}

const nothing: EventFacets = {
  outcomes: new Map(),
  categories: new Map(),
  opcodes: new Map(),
  users: new Map(),
  keys: new Map(),
  sessions: new Map(),
  days: new Map(),
};

/** All that may be, the values of open logs first; without days, for a search has a time range. */
function offered(facets: EventFacets = nothing): readonly FilterPart[] {
  const known = opcodes.map(({ name }) => name);
  return [
    ...(['failure', 'success'] as const).map((value) => ({ kind: 'outcomes', value }) as const),
    ...[...new Set(opcodes.map(({ category }) => category))].map(
      (value) => ({ kind: 'categories', value }) as const,
    ),
    ...[...new Set([...facets.opcodes.keys(), ...known])].map(
      (value) => ({ kind: 'opcodes', value }) as const,
    ),
    ...[...facets.users.keys()].map((value) => ({ kind: 'users', value }) as const),
    ...[...facets.keys.keys()].map((value) => ({ kind: 'keys', value }) as const),
  ];
}

function typedItems(typed: string): readonly Item[] {
  const value = typed.trim();
  if (value === '') return [];
  const part = (one: FilterPart): FilterItem => ({
    ...filterItem(one, undefined),
    alwaysShow: true,
  });
  const shown = plainLabel(value);
  const items: Item[] = [
    {
      ...part({ kind: 'users', value }),
      label: vscode.l10n.t('user {0}', shown),
      description: vscode.l10n.t('exactly this name'),
    },
    {
      typed: 'text',
      value,
      label: vscode.l10n.t('text {0}', shown),
      description: vscode.l10n.t('anywhere in the event; case counts'),
      alwaysShow: true,
    },
  ];
  if (/^\d{1,19}$/.test(value)) items.unshift(part({ kind: 'keys', value: BigInt(value) }));
  if (/^0x[\da-f]{1,16}$/i.test(value))
    items.unshift(part({ kind: 'sessions', value: BigInt(value) }));
  if (value.length <= longestPattern) {
    items.push({
      typed: 'pattern',
      value,
      label: vscode.l10n.t('filter pattern {0}', shown),
      description: vscode.l10n.t('as CloudWatch Logs reads it'),
      alwaysShow: true,
    });
  }
  return items;
}

/** Of several texts or patterns the last one counts. */
function queryOf(items: readonly Item[]): SearchQuery {
  const typed = (kind: TypedItem['typed']): string | undefined =>
    items.findLast((item): item is TypedItem => 'typed' in item && item.typed === kind)?.value;
  const [text, pattern] = [typed('text'), typed('pattern')];
  return {
    filter: filterOf(items.flatMap((item) => ('part' in item ? item.part : []))),
    ...(text !== undefined && { text }),
    ...(pattern !== undefined && { pattern }),
  };
}
