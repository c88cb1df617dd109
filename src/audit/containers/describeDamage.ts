import * as l10n from '@vscode/l10n';
import type { Damage } from './container';
import type { DamagedPart } from './reading';

/**
 * What is wrong with a damaged part, where, and what to do, in one or two sentences that a file's name
 * goes before.
 */
export function describeDamage({ place, damage }: DamagedPart): string {
  const sentences = sentencesOf(damage);
  if (place === undefined) return sentences;
  const where =
    place.line === undefined
      ? l10n.t('byte {0}', place.offset)
      : l10n.t('line {0}, byte {1}', place.line, place.offset);
  return `${where}: ${sentences}`;
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
  }
}
