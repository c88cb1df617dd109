import * as l10n from '@vscode/l10n';
import { AuditLog } from '../table/auditLog';
import {
  filterPredicate,
  filterWords,
  isEmptyFilter,
  type EventFilter,
} from '../filter/eventFilter';
import { printable, quoted } from '../text/printable';

/** What events are searched for. Each kind restricts further. */
export interface SearchQuery {
  readonly filter: EventFilter;
  /** Stands in the event as printed; case counts. */
  readonly text?: string;
  /** A filter pattern of CloudWatch Logs, which the service alone reads. */
  readonly pattern?: string;
}

/** The most characters of a filter pattern. Source: CloudWatch Logs API Reference, FilterLogEvents. */
export const longestPattern = 1024;

/**
 * A filter pattern that every event of a query matches, so that the service sends no more than it must.
 * It may match others too: `matching` takes those out. `''` where no pattern can be sure.
 *
 * The service's syntax for plain text (User Guide, "Filter pattern syntax") has terms that all stand in
 * the event, whatever its lines, and terms marked `?` of which one does; `?` counts only where all terms
 * have it. So values of one kind alone, or single values of several kinds, can be said. Labels are left
 * out of the terms, because firmware differs in the blanks around a colon, and in the order of lines.
 */
export function queryPattern({ filter, text, pattern }: SearchQuery): string {
  if (pattern !== undefined) return pattern;
  const kinds: (readonly (string | undefined)[])[] = [
    failureTerms(filter),
    (filter.opcodes ?? []).map(term),
    (filter.users ?? []).map(term),
    (filter.keys ?? []).map((key) => term(String(key))),
    (filter.sessions ?? []).map((session) => term(`0x${session.toString(16)}`)),
    text === undefined ? [] : [term(text)],
  ];
  const sayable = kinds.filter(
    (terms): terms is readonly string[] =>
      terms.length > 0 && !terms.some((one) => one === undefined),
  );
  const single = sayable.flatMap((terms) => (terms.length === 1 ? terms : [])).join(' ');
  if (single !== '' && single.length <= longestPattern) return single;
  const several = sayable.map((terms) => terms.map((one) => `?${one}`).join(' '));
  return several.find((one) => one.length <= longestPattern) ?? '';
}

/**
 * A failed command prints `HSM Error`; a failed certificate event, which has no such opcode as `CN_LOGIN`,
 * its `response`. Success is not asked for: nearly every event has it.
 */
function failureTerms({ outcomes, opcodes = [] }: EventFilter): readonly string[] {
  if (outcomes?.length !== 1 || outcomes[0] !== 'failure') return [];
  const isHsmOnly = opcodes.length > 0 && opcodes.every((name) => name.startsWith('CN_'));
  return isHsmOnly ? ['"HSM Error"'] : ['"HSM Error"', '"response"'];
}

/** Whether the pattern says the whole query, so far as terms can; else it lets more through. */
export function filterIsSaid({ filter, text, pattern }: SearchQuery): boolean {
  return pattern === undefined
    ? text !== undefined && isEmptyFilter(filter)
    : text === undefined && isEmptyFilter(filter);
}

/** A value as a quoted term; undefined where it is not sure how the service would read it. */
function term(value: string): string | undefined {
  return /^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/.test(value) && value.trim() === value
    ? `"${value}"`
    : undefined;
}

/**
 * Which events a query finds, of those that its pattern let through.
 *
 * @param messageOf gives the whole text of an event
 */
export function matching<Message>(
  query: SearchQuery,
  events: readonly Message[],
  messageOf: (event: Message) => string,
): readonly Message[] {
  const { filter, text } = query;
  const found =
    text === undefined ? events : events.filter((event) => messageOf(event).includes(text));
  if (isEmptyFilter(filter) || found.length === 0) return found;
  const starts: number[] = [];
  let length = 0;
  const parts = found.map((event) => {
    starts.push(length);
    const part = `${messageOf(event)}\n\n`;
    length += part.length;
    return part;
  });
  const { table } = AuditLog.of(parts.join(''));
  const passes = filterPredicate(table, filter);
  const shown = new Set<number>();
  let index = 0;
  for (let row = 0; row < table.length; row++) {
    while ((starts[index + 1] ?? Infinity) <= table.start(row)) index++;
    if (passes(row)) shown.add(index);
  }
  return found.filter((_, at) => shown.has(at));
}

/** The query in words: `failed, user "bob", text "DES"`. Printable. */
export function queryWords({ filter, text, pattern }: SearchQuery): string {
  const words = [
    filterWords(filter),
    text === undefined ? '' : l10n.t('text {0}', quoted(text, 32)),
    pattern === undefined ? '' : l10n.t('pattern {0}', printable(pattern, 60)),
  ].filter((part) => part !== '');
  return words.length === 0 ? l10n.t('all events') : words.join(', ');
}
