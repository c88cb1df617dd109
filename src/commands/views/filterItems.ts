import * as vscode from 'vscode';
import { dayLength, type EventFacets } from '../../audit/filter/eventFacets';
import { partKey, type FilterPart } from '../../audit/filter/filterParts';
import { isoMicroseconds } from '../../audit/time/moments';
import { opcodeByName } from '../../audit/reference/opcodes';
import { sessionBits } from '../../audit/event/sessionHandle';
import { plainLabel } from '../../editor/plainLabel';

/** A row of the pick of filters. */
export interface FilterItem extends vscode.QuickPickItem {
  readonly part: FilterPart;
}

/** The rows of one kind under its heading. */
export interface FilterGroup {
  readonly title: string;
  readonly items: readonly FilterItem[];
}

/** How many rows of a kind are shown before anything is typed. */
const mostUnasked = 40;
/** How many rows of a kind that match are shown. */
const mostMatches = 200;

/** What can be filtered by, the most frequent first; what the filter has already is there in any case. */
export function filterGroups(
  facets: EventFacets,
  chosen: readonly FilterPart[],
): readonly FilterGroup[] {
  const group = (
    title: string,
    kinds: readonly FilterPart['kind'][],
    found: readonly (readonly [part: FilterPart, count: number])[],
  ): FilterGroup => {
    const known = new Set(found.map(([part]) => partKey(part)));
    const others = chosen.filter((part) => kinds.includes(part.kind) && !known.has(partKey(part)));
    return {
      title,
      items: [
        ...others.map((part) => filterItem(part, undefined)),
        ...found.map(([part, count]) => filterItem(part, count)),
      ],
    };
  };
  const parts = (counts: ReadonlyMap<unknown, number>, kind: FilterPart['kind']) =>
    [...counts].map(([value, count]) => [{ kind, value } as unknown as FilterPart, count] as const);
  return [
    group(vscode.l10n.t('Outcome'), ['outcomes'], parts(facets.outcomes, 'outcomes')),
    group(vscode.l10n.t('Category'), ['categories'], parts(facets.categories, 'categories')),
    group(vscode.l10n.t('Opcode'), ['opcodes'], parts(facets.opcodes, 'opcodes')),
    group(vscode.l10n.t('User'), ['users'], parts(facets.users, 'users')),
    group(vscode.l10n.t('Key'), ['keys'], parts(facets.keys, 'keys')),
    group(
      vscode.l10n.t('Session'),
      ['sessions', 'connections', 'reboots', 'streams'],
      parts(facets.sessions, 'sessions'),
    ),
    group(
      vscode.l10n.t(
        'Day (UTC), of several all between; or type a time range: 2026-03-12 03:00 to 04:00',
      ),
      ['time'],
      [...facets.days].map(
        ([from, count]) => [{ kind: 'time', from, to: from + dayLength - 1n }, count] as const,
      ),
    ),
  ];
}

/** The rows that a typed text leaves, with a heading before each kind. */
export function shownItems(
  groups: readonly FilterGroup[],
  typed: string,
  selected: ReadonlySet<FilterItem>,
): readonly (FilterItem | vscode.QuickPickItem)[] {
  const wanted = typed.trim().toLowerCase();
  const most = wanted === '' ? mostUnasked : mostMatches;
  return groups.flatMap(({ title, items }) => {
    // What fits as a whole is left to the pick, which finds in it as one types.
    const matching =
      wanted === '' || items.length <= mostUnasked
        ? items
        : items.filter((item) => matches(item, wanted) || selected.has(item));
    const shown = matching.filter((item, index) => index < most || selected.has(item));
    if (shown.length === 0) return [];
    const left = matching.length - shown.length;
    const label =
      left > 0 ? vscode.l10n.t('{0} · {1} more: type to find them', title, left) : title;
    return [{ label, kind: vscode.QuickPickItemKind.Separator }, ...shown];
  });
}

/** Looser than the pick itself, which takes what it likes of these. */
function matches({ label, description }: FilterItem, wanted: string): boolean {
  const text = `${label} ${description ?? ''}`.toLowerCase();
  return wanted.split(/\s+/).every((word) => text.includes(word));
}

/** @param count how many events match; undefined where that is not known */
export function filterItem(part: FilterPart, count: number | undefined): FilterItem {
  const words = [
    count === undefined
      ? undefined
      : count === 1
        ? vscode.l10n.t('1 event')
        : vscode.l10n.t('{0} events', count.toLocaleString(vscode.env.language)),
    partMeaning(part),
  ];
  return {
    part,
    label: partLabel(part),
    description: words.filter((word) => word !== undefined).join(' · '),
  };
}

function partLabel(part: FilterPart): string {
  switch (part.kind) {
    case 'outcomes':
      return {
        success: vscode.l10n.t('succeeded'),
        failure: vscode.l10n.t('failed'),
        unknown: vscode.l10n.t('no outcome'),
      }[part.value];
    case 'categories':
    case 'opcodes':
    case 'users':
    case 'streams':
      return plainLabel(part.value);
    case 'keys':
      return vscode.l10n.t('key {0}', String(part.value));
    case 'sessions':
      return vscode.l10n.t('session {0}', `0x${part.value.toString(16)}`);
    case 'connections':
      return vscode.l10n.t('connection {0}', `0x${(part.value << sessionBits).toString(16)}`);
    case 'reboots':
      return vscode.l10n.t('reboot counter {0}', `0x${part.value.toString(16)}`);
    case 'time': {
      const { from, to } = part;
      if (from !== undefined && to === from + dayLength - 1n && from % dayLength === 0n) {
        return (isoMicroseconds(from) ?? '').slice(0, 10);
      }
      return `${moment(from)} … ${moment(to)}`;
    }
  }
}

function moment(usecs: bigint | undefined): string {
  return (usecs === undefined ? undefined : isoMicroseconds(usecs)) ?? '';
}

function partMeaning(part: FilterPart): string | undefined {
  switch (part.kind) {
    case 'opcodes': {
      const known = opcodeByName(part.value);
      return known && vscode.l10n.t(known.short);
    }
    case 'connections':
      return vscode.l10n.t('all sessions of one client connection, inferred');
    default:
      return undefined;
  }
}
