import * as l10n from '@vscode/l10n';
import type { CopiedAction } from '../subjects/copiedActions';
import { cell } from './decodedCell';
import { duration } from '../time/moments';

/**
 * What the `copies` column says: beside a copy where its original is, beside an original where the
 * copies are.
 *
 * @param hsmOf the HSM's name of an entry
 * @returns by entry
 */
export function copyCells(
  actions: readonly CopiedAction[],
  hsmOf: (entry: number) => string,
): ReadonlyMap<number, string> {
  const cells = new Map<number, string>();
  const copiesOf = new Map<number, { readonly kind: CopiedAction['kind']; hsms: string[] }>();
  for (const { kind, original, copy, delay } of actions) {
    const later = duration(BigInt(Math.round(delay)));
    const from = cell(hsmOf(original));
    cells.set(
      copy,
      kind === 'login'
        ? l10n.t('login of {0}, +{1}', from, later)
        : l10n.t('key of {0}, +{1}', from, later),
    );
    const known = copiesOf.get(original);
    if (known === undefined) copiesOf.set(original, { kind, hsms: [cell(hsmOf(copy))] });
    else known.hsms.push(cell(hsmOf(copy)));
  }
  for (const [original, { kind, hsms }] of copiesOf) {
    const list = hsms.join(', ');
    cells.set(
      original,
      kind === 'login' ? l10n.t('also on {0}', list) : l10n.t('copied to {0}', list),
    );
  }
  return cells;
}
