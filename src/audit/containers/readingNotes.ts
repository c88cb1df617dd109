import * as l10n from '@vscode/l10n';
import { printable } from '../text/printable';
import { describeDamage } from './describeDamage';
import type { Reading } from './reading';

/** A sentence on records that hold no events by their own word; undefined for none. */
export function skippedSentence(count: number): string | undefined {
  switch (count) {
    case 0:
      return undefined;
    case 1:
      return l10n.t('1 record says itself that it holds no events, and is passed over.');
    default:
      return l10n.t(
        '{0} records say themselves that they hold no events, and are passed over.',
        count,
      );
  }
}

/** What is damaged, each kind of damage once: its sentences, and the places where it is. */
export function damageNotes({ damaged, damages }: Reading): readonly string[] {
  return [...damages].flatMap(([damage, count]) => {
    const [first, ...others] = damaged.filter((part) => part.damage === damage);
    return first === undefined ? [] : [describeDamage(first, others, count)];
  });
}

/** What a container holds besides events, a sentence each: text, skipped records, damage. */
export function readingNotes(reading: Reading): readonly string[] {
  const { foreign, foreignCount, skippedCount } = reading;
  const texts = foreign.map(({ place, text }) =>
    place?.line === undefined
      ? l10n.t('this is no audit event: {0}', printable(text.trim(), 80))
      : l10n.t('line {0} is no audit event: {1}', place.line, printable(text.trim(), 80)),
  );
  const more = foreignCount - foreign.length;
  return [
    ...texts,
    ...(more > 0 ? [l10n.t('More text is no audit event, in {0} places.', more)] : []),
    skippedSentence(skippedCount),
    ...damageNotes(reading),
  ].filter((note) => note !== undefined);
}
