import { formatOpaqueToken, parseOpaqueToken } from './opaqueToken';
import { invalidToken } from './serviceError';

/** Where an item stands in a list: by time where the list has one, then by name in ASCII order. */
export interface ListPlace {
  /** Unix ms, or 0 in a list by name. */
  readonly time: number;
  readonly name: string;
}

export interface ListOrder<T> {
  readonly operation: string;
  place(item: T): ListPlace;
  readonly descending: boolean;
}

export interface ListRequest {
  readonly limit: number;
  readonly token: string | undefined;
  /** Answer with no items and a token that goes on at the same place. */
  readonly empty: boolean;
}

export interface ListPage<T> {
  readonly items: readonly T[];
  readonly nextToken: string | undefined;
}

/** A page of the items after the token's place, in order. The last page has no token. */
export function listPage<T>(
  items: Iterable<T>,
  order: ListOrder<T>,
  request: ListRequest,
): ListPage<T> {
  const sign = order.descending ? -1 : 1;
  const from = request.token === undefined ? START : parseToken(order.operation, request.token);
  if (request.empty) {
    const held = { ...from, held: from.held + 1 };
    return { items: [], nextToken: formatToken(order.operation, held) };
  }
  const rest = [...items]
    .map((item) => ({ item, place: order.place(item) }))
    .filter(({ place }) => from.after === undefined || sign * compare(place, from.after) > 0)
    .sort((left, right) => sign * compare(left.place, right.place));
  const page = rest.slice(0, request.limit);
  const after = page.at(-1)?.place;
  const more = rest.length > page.length && after !== undefined;
  return {
    items: page.map(({ item }) => item),
    nextToken: more ? formatToken(order.operation, { after, held: 0 }) : undefined,
  };
}

/** A token's meaning. `held` counts empty pages at one place, so that no token repeats. */
interface ListToken {
  readonly after: ListPlace | undefined;
  readonly held: number;
}

const START: ListToken = { after: undefined, held: 0 };

function formatToken(operation: string, { after, held }: ListToken): string {
  const place = after === undefined ? [] : [String(after.time), after.name];
  return formatOpaqueToken(operation, [String(held), ...place]);
}

function parseToken(operation: string, token: string): ListToken {
  const [held, time, name] = parseOpaqueToken(operation, token);
  if (held === undefined) throw invalidToken();
  const after = time === undefined || name === undefined ? undefined : { time: Number(time), name };
  return { after, held: Number(held) };
}

function compare(left: ListPlace, right: ListPlace): number {
  if (left.time !== right.time) return left.time - right.time;
  if (left.name === right.name) return 0;
  return left.name < right.name ? -1 : 1;
}
