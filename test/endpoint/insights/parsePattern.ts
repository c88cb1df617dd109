import { uncompilableQuery } from './malformedQuery';
import { regularExpression } from './regularExpression';
import type { Scanner } from './scanner';
import { textOf, type Value } from './value';

/** What `parse` finds in a field: the names that it gives, and their values in a text. */
export interface ParsePattern {
  readonly names: readonly string[];
  find(value: Value): readonly (string | undefined)[];
}

/** Behind the field: `"a=*, b=*" as a, b`, or `/(?<a>…)/`, or `/(…)/ as a`. */
export function readParsePattern(scanner: Scanner): ParsePattern {
  const { at } = scanner;
  const source = scanner.expression();
  const expression = source === undefined ? readGlob(scanner) : regularExpression(source);
  if (expression === undefined) {
    throw uncompilableQuery(`Invalid regular expression ${source}`, at, scanner.lastEnd);
  }
  const own = [...expression.source.matchAll(/\(\?<(\w+)>/g)].map(([, name = '']) => name);
  const given: string[] = [];
  if (scanner.keyword('as')) {
    do given.push(scanner.fieldName());
    while (scanner.mark(','));
  }
  const names = own.length > 0 ? own : given;
  const groups = new RegExp(`${expression.source}|`).exec('')?.length ?? 1;
  if (names.length === 0 || names.length !== groups - 1) {
    throw uncompilableQuery('The number of names differs from what is parsed', at, scanner.lastEnd);
  }
  return {
    names,
    find: (value) => {
      const found = expression.exec(textOf(value) ?? '');
      return names.map((_, index) => found?.[index + 1]);
    },
  };
}

/** Each `*` is as short as it can be; one at the end goes on to the end of the text. */
function readGlob(scanner: Scanner): RegExp {
  const token = scanner.next();
  if (token.kind !== 'text') throw scanner.unexpected(token);
  const parts = token.value.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  const source = parts.join('([^]*?)');
  return new RegExp(token.value.endsWith('*') ? `${source}$` : source);
}
