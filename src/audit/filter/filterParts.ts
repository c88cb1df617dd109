import type { EventFilter } from './eventFilter';
import type { Outcome } from '../event/outcome';

/** One value of a filter, as a list to choose from has it. */
export type FilterPart =
  | { readonly kind: 'outcomes'; readonly value: Outcome }
  | { readonly kind: 'categories' | 'opcodes' | 'users' | 'streams'; readonly value: string }
  | { readonly kind: 'keys' | 'sessions' | 'connections' | 'reboots'; readonly value: bigint }
  /** Unix µs; both ends belong to it. */
  | { readonly kind: 'time'; readonly from: bigint | undefined; readonly to: bigint | undefined };

/** The values of a filter, one by one. */
export function partsOf(filter: EventFilter): readonly FilterPart[] {
  const { from, to } = filter;
  return [
    ...(filter.outcomes ?? []).map((value) => ({ kind: 'outcomes', value }) as const),
    ...(['categories', 'opcodes', 'users', 'streams'] as const).flatMap((kind) =>
      (filter[kind] ?? []).map((value) => ({ kind, value })),
    ),
    ...(['keys', 'sessions', 'connections', 'reboots'] as const).flatMap((kind) =>
      (filter[kind] ?? []).map((value) => ({ kind, value })),
    ),
    ...(from === undefined && to === undefined ? [] : [{ kind: 'time' as const, from, to }]),
  ];
}

/** The filter of chosen values. Of several times, all between the first and the last is shown. */
export function filterOf(parts: readonly FilterPart[]): EventFilter {
  const filter: { -readonly [Kind in keyof EventFilter]: EventFilter[Kind] } = {};
  const times: Extract<FilterPart, { kind: 'time' }>[] = [];
  for (const part of parts) {
    switch (part.kind) {
      case 'outcomes':
        filter.outcomes = [...(filter.outcomes ?? []), part.value];
        break;
      case 'categories':
      case 'opcodes':
      case 'users':
      case 'streams':
        filter[part.kind] = [...(filter[part.kind] ?? []), part.value];
        break;
      case 'keys':
      case 'sessions':
      case 'connections':
      case 'reboots':
        filter[part.kind] = [...(filter[part.kind] ?? []), part.value];
        break;
      case 'time':
        times.push(part);
        break;
    }
  }
  const [first, ...others] = times;
  if (first === undefined) return filter;
  let { from, to } = first;
  for (const other of others) {
    from = from === undefined || other.from === undefined ? undefined : least(from, other.from);
    to = to === undefined || other.to === undefined ? undefined : -least(-to, -other.to);
  }
  if (from !== undefined) filter.from = from;
  if (to !== undefined) filter.to = to;
  return filter;
}

function least(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}

/** A text that is the same for the same part only. */
export function partKey(part: FilterPart): string {
  return part.kind === 'time'
    ? `time ${String(part.from)} ${String(part.to)}`
    : `${part.kind} ${part.value}`;
}
