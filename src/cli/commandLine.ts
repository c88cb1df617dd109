import * as l10n from '@vscode/l10n';
import { quoted } from '../audit/printable';

/** What was asked for on the command line. */
export type CommandLine =
  | { readonly kind: 'decode'; readonly files: readonly string[] }
  | { readonly kind: 'help' }
  | { readonly kind: 'mistake'; readonly message: string };

export function usage(): string {
  return l10n.t(
    'usage: cloudhsm-logs decode [--] FILE…\n\nPrints AWS CloudHSM audit logs decoded, one line an event. FILE - is standard input; what stands\nbehind -- is a file even if it begins with -.\n\nexit code: 0 every file is decoded; 1 a file holds no audit event; 2 a file could not be read, or\nthe command line is wrong.\n',
  );
}

/** @param words the arguments behind the program's name */
export function parseCommandLine(words: readonly string[]): CommandLine {
  const end = words.includes('--') ? words.indexOf('--') : words.length;
  const isOption = (word: string, index: number): boolean =>
    index < end && word.startsWith('-') && word !== '-';
  const options = words.filter(isOption);
  const [command, ...files] = words.filter(
    (word, index) => index !== end && !isOption(word, index),
  );

  if (options.some((option) => option === '-h' || option === '--help')) return { kind: 'help' };
  if (command === 'help' || words.length === 0) return { kind: 'help' };
  if (command !== undefined && command !== 'decode') {
    return mistake(l10n.t('there is no command {0}', quoted(command)));
  }
  const [option] = options;
  if (option !== undefined) return mistake(l10n.t('there is no option {0}', quoted(option)));
  if (command === undefined) return mistake(l10n.t('there is no command'));
  if (files.length === 0) return mistake(l10n.t('decode needs a file'));
  if (files.indexOf('-') !== files.lastIndexOf('-')) {
    return mistake(l10n.t('standard input can be read only once'));
  }
  return { kind: 'decode', files };
}

function mistake(message: string): CommandLine {
  return { kind: 'mistake', message };
}
