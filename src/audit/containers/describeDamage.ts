import * as l10n from '@vscode/l10n';
import type { Damage } from './container';
import type { DamagedPart } from './reading';

/** Of so many parts with the same damage the place is said; the others are counted. */
const mostPlaces = 3;

/** Damage of which there is no place: it is all of the file. */
const wholeFile: ReadonlySet<Damage> = new Set(['archive', 'encoding', 'output']);

/**
 * What is wrong with a damaged part, where, and what to do, in one or two sentences that a file's name
 * goes before.
 *
 * @param others the next parts with the same damage
 * @param count how many parts with it there are in all
 */
export function describeDamage(
  part: DamagedPart,
  others: readonly DamagedPart[] = [],
  count = 1 + others.length,
): string {
  const where = placeOf(part);
  const sentences = sentencesOf(part.damage);
  return [
    where === undefined ? sentences : `${where}: ${sentences}`,
    ...samePlaces(others.slice(0, mostPlaces - 1).map(placeOf), count - 1),
  ].join(' ');
}

/** Where a part is: in compressed bytes, which have no places of their own, behind which event. */
function placeOf({ place, damage, event }: DamagedPart): string | undefined {
  if (wholeFile.has(damage)) return undefined;
  if (place === undefined) {
    return event === undefined || event === 0
      ? l10n.t('before the first event')
      : l10n.t('behind event {0}', event);
  }
  return place.line === undefined
    ? l10n.t('byte {0}', place.offset)
    : l10n.t('line {0}, byte {1}', place.line, place.offset);
}

/**
 * A sentence on the further places of the same damage, of which the first are named; none where there are none.
 */
function samePlaces(places: readonly (string | undefined)[], count: number): readonly string[] {
  if (count <= 0) return [];
  const named = places.join('; ');
  const more = count - places.length;
  if (more <= 0) return [l10n.t('The same: {0}.', named)];
  return [
    more === 1
      ? l10n.t('The same: {0}; and in 1 more place.', named)
      : l10n.t('The same: {0}; and in {1} more places.', named, more),
  ];
}

function sentencesOf(damage: Damage): string {
  switch (damage) {
    case 'cut':
      return l10n.t(
        'the file is cut off here. What stands before was read. Fetch or copy the file again to get the rest.',
      );
    case 'json':
      return l10n.t(
        'this is no valid JSON. It was passed over up to the next record. Compare the file with its source.',
      );
    case 'csv':
      return l10n.t(
        'a quoted cell does not end. It was read up to the next record. Export the file again, or close the quotes.',
      );
    case 'long':
      return l10n.t(
        'what begins here is longer than any log event. It was read as far as possible. Check that the file is a CloudHSM audit log.',
      );
    case 'deep':
      return l10n.t(
        'lists and objects stand inside each other too deep here. They were passed over. Check that the file is a CloudHSM audit log.',
      );
    case 'packed':
      return l10n.t(
        'the data of this record could not be unpacked. It was passed over. Fetch the record again.',
      );
    case 'bomb':
      return l10n.t(
        'what is compressed here unpacks to more than the limit. It was read up to there. If the file can be trusted, unpack it first.',
      );
    case 'gzip':
      return l10n.t(
        'the compressed data is damaged here. It was passed over up to the next part. Fetch or copy the file again.',
      );
    case 'checksum':
      return l10n.t(
        'the compressed data before this place does not match its checksum: it was changed or damaged. Its events are shown, but do not rely on them. Fetch or copy the file again.',
      );
    case 'archive':
      return l10n.t(
        'this file is compressed in a way that is not read here: only gzip is. Unpack it first.',
      );
    case 'encoding':
      return l10n.t(
        'this file is UTF-16 without a byte order mark. Save it as UTF-8, or with the mark.',
      );
    case 'output':
      return l10n.t(
        'this is what the AWS CLI prints with --output yaml or table, which is not read here. Fetch the events again with --output json or text.',
      );
  }
}
