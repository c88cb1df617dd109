import * as l10n from '@vscode/l10n';

/** What was asked for on the command line. */
export type CommandLine =
  | { readonly kind: 'decode'; readonly files: readonly string[] }
  | { readonly kind: 'help' }
  | { readonly kind: 'mistake'; readonly message: string };

export function usage(): string {
  return l10n.t(
    'usage: cloudhsm-logs decode FILE…\n\nPrints AWS CloudHSM audit logs decoded, one line an event. FILE - is standard input.\n',
  );
}

/** @param words the arguments behind the program's name */
export function parseCommandLine(words: readonly string[]): CommandLine {
  const [command, ...files] = words;
  if (
    command === undefined ||
    command === 'help' ||
    words.some((word) => /^(-h|--help)$/.test(word))
  ) {
    return { kind: 'help' };
  }
  if (command !== 'decode') {
    return { kind: 'mistake', message: l10n.t('there is no command {0}', JSON.stringify(command)) };
  }
  const option = files.find((word) => word !== '-' && word.startsWith('-'));
  if (option !== undefined) {
    return { kind: 'mistake', message: l10n.t('there is no option {0}', JSON.stringify(option)) };
  }
  if (files.length === 0) return { kind: 'mistake', message: l10n.t('decode needs a file') };
  return { kind: 'decode', files };
}
