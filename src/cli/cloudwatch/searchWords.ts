import * as l10n from '@vscode/l10n';
import { certificateOperations } from '../../audit/reference/certificateEvents';
import { categoryOf } from '../../audit/event/category';
import { opcodeByCode, opcodes } from '../../audit/reference/opcodes';
import { isEmptyFilter } from '../../audit/filter/eventFilter';
import { longestPattern, type SearchQuery } from '../../audit/search/searchQuery';
import { quoted } from '../../audit/text/printable';
import { type CommandWords, type Option, stringValue, stringValues } from '../command';
import { nearestName } from './nearestName';

/** The options that say what is searched for. */
export const searchOptions: Readonly<Record<string, Option>> = {
  failed: { type: 'boolean' },
  opcode: {
    type: 'string',
    multiple: true,
    mistake: (opcode) =>
      isCode(opcode) && opcodeByCode(BigInt(opcode)) === undefined
        ? l10n.t(
            '{0} is no opcode whose name is known here. Search for it as it is printed: --text "({1})"',
            quoted(opcode),
            opcode.toLowerCase(),
          )
        : undefined,
  },
  category: { type: 'string', multiple: true },
  user: { type: 'string', multiple: true },
  key: { type: 'string', multiple: true },
  text: { type: 'string' },
  pattern: { type: 'string' },
};

/** Their help, with a line end. */
export function searchHelp(): string {
  return l10n.t(
    '  --failed         only commands that failed\n  --opcode NAME    only this opcode: CN_LOGIN, or its number: 0xd\n  --category NAME  only opcodes of this category: "key export"\n  --user NAME      only events with this user name, or about this user\n  --key HANDLE     only events on this key: 262177\n  --text TEXT      only events with this text, as it is printed\n  --pattern TEXT   a filter pattern, as CloudWatch Logs reads it\n',
  );
}

/** What is wrong with them. */
export function searchMistake(words: CommandWords): string | undefined {
  const key = stringValues(words, 'key').find((text) => !/^\d{1,19}$/.test(text));
  if (key !== undefined) {
    return l10n.t('--key {0} is no key handle, which is a number such as 262177', quoted(key));
  }
  const known = categories();
  const category = stringValues(words, 'category').find((name) => !known.includes(name));
  if (category !== undefined) {
    return l10n.t(
      'there is no category {0}: --category is one of {1}',
      quoted(category),
      known.join(', '),
    );
  }
  const { filter, text = '', pattern = '' } = searchQuery(words);
  if (pattern.length > longestPattern) {
    return l10n.t('--pattern takes {0} characters at most', longestPattern);
  }
  if (!isEmptyFilter(filter) || text !== '' || pattern !== '') return undefined;
  return l10n.t(
    'it needs something to search for, such as --failed or --user NAME; "fetch" prints all events',
  );
}

/** What they search for: of one option any value may match, of several options each must. */
export function searchQuery(words: CommandWords): SearchQuery {
  const [text, pattern] = [stringValue(words, 'text'), stringValue(words, 'pattern')];
  return {
    filter: {
      ...(words.values.failed === true && { outcomes: ['failure'] as const }),
      opcodes: opcodeNames(words),
      categories: stringValues(words, 'category'),
      users: stringValues(words, 'user'),
      keys: stringValues(words, 'key').map(BigInt),
    },
    ...(text !== undefined && { text }),
    ...(pattern !== undefined && { pattern }),
  };
}

/** A sentence for each opcode of theirs that looks misspelt. Newer firmware may have it all the same. */
export function searchDoubts(words: CommandWords): readonly string[] {
  const known = [...opcodes, ...certificateOperations].map(({ name }) => name);
  return opcodeNames(words).flatMap((name) => {
    if (known.includes(name)) return [];
    const near = nearestName(name.toUpperCase(), known);
    return near === undefined
      ? []
      : l10n.t('No opcode {0} is known here. Is {1} meant?', quoted(name), near);
  });
}

/** The opcodes by name: logs print the number too, but a number may stand anywhere. */
function opcodeNames(words: CommandWords): readonly string[] {
  return stringValues(words, 'opcode').map((opcode) =>
    isCode(opcode) ? (opcodeByCode(BigInt(opcode))?.name ?? opcode) : opcode,
  );
}

function isCode(opcode: string): boolean {
  return /^0x[0-9a-f]{1,8}$/i.test(opcode);
}

function categories(): readonly string[] {
  const names = [...opcodes, ...certificateOperations].map(({ name }) => name);
  return [...new Set(names.flatMap((name) => categoryOf(name) ?? []))];
}
