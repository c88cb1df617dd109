import { element } from './element';

export type Cell = Node | string;

/**
 * A table with a head; the first cell of each row names it.
 *
 * @param rows are made when the table is
 */
export function table(
  caption: string,
  head: readonly string[],
  rows: Iterable<readonly Cell[]>,
): HTMLTableElement {
  return element(
    'table',
    {},
    element('caption', {}, caption),
    element(
      'thead',
      {},
      element('tr', {}, ...head.map((text) => element('th', { scope: 'col' }, text))),
    ),
    element('tbody', {}, ...Array.from(rows, tableRow)),
  );
}

export function tableRow([name = '', ...cells]: readonly Cell[]): HTMLElement {
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, name),
    ...cells.map((cell) => element('td', {}, cell)),
  );
}
