import { parseArgs } from 'node:util';
import * as l10n from '@vscode/l10n';
import { quoted } from '../audit/text/printable';
import type { Command, CommandWords, Option } from './command';

/** What was asked for on the command line. */
export type CommandLine =
  | { readonly kind: 'run'; readonly command: Command; readonly words: CommandWords }
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'version' }
  | { readonly kind: 'mistake'; readonly message: string; readonly usage: string };

/** The help on the whole program. */
export function usage(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const list = commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary()}\n`);
  return l10n.t(
    'usage: cloudhsm-logs COMMAND [OPTION…] FILE…\n\nReads audit logs of AWS CloudHSM. FILE - is standard input, a folder means all files in it, and\nwhat stands behind -- is a file even if it begins with -.\n\n{0}\ncloudhsm-logs COMMAND --help explains a command, cloudhsm-logs --version says the version.\n',
    list.join(''),
  );
}

/** @param words the arguments behind the program's name */
export function parseCommandLine(
  words: readonly string[],
  commands: readonly Command[],
): CommandLine {
  const [name, ...rest] = words;
  if (name === undefined || name === '--help' || name === '-h') {
    return { kind: 'help', text: usage(commands) };
  }
  if (name === '--version') return { kind: 'version' };
  const isHelp = name === 'help';
  const asked = isHelp ? rest[0] : name;
  if (asked === undefined) return { kind: 'help', text: usage(commands) };
  const command = commands.find((one) => one.name === asked);
  if (command === undefined) {
    return { kind: 'mistake', message: noCommand(asked), usage: usage(commands) };
  }
  return isHelp ? { kind: 'help', text: command.help() } : parseWords(command, rest);
}

function noCommand(name: string): string {
  if (name === '-' || /^[^-].*[./]/.test(name)) {
    return l10n.t('the command comes first: cloudhsm-logs decode {0}', quoted(name));
  }
  return name.startsWith('-')
    ? l10n.t('the command comes first, not {0}', quoted(name))
    : l10n.t('there is no command {0}', quoted(name));
}

function parseWords(command: Command, args: readonly string[]): CommandLine {
  const { tokens } = parseArgs({
    args: [...args],
    options: {
      ...Object.fromEntries(
        Object.entries(command.options).map(([name, { type, short }]) => [
          name,
          short === undefined ? { type } : { type, short },
        ]),
      ),
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean' },
    },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const mistake = (message: string): CommandLine => ({
    kind: 'mistake',
    message: `${command.name}: ${message}`,
    // The whole help would push the sentence off the screen.
    usage: l10n.t('cloudhsm-logs {0} --help says what it takes.\n', command.name),
  });
  const values: Record<string, string | boolean | readonly string[]> = {};
  const words: string[] = [];
  let wrong: string | undefined;
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const word = args[token.index] ?? '';
    if (/^-[^-]./.test(word) && token.value === undefined) {
      wrong ??= l10n.t(
        'there is no option {0}; a file whose name begins with - goes behind --',
        quoted(word),
      );
      continue;
    }
    if (token.name === 'help') return { kind: 'help', text: command.help() };
    if (token.name === 'version') return { kind: 'version' };
    const option = Object.hasOwn(command.options, token.name)
      ? command.options[token.name]
      : undefined;
    if (option === undefined) {
      wrong ??= l10n.t('there is no option {0}', quoted(token.rawName));
    } else if (option.type === 'boolean') {
      if (token.value !== undefined) wrong ??= l10n.t('{0} takes no value', token.rawName);
      values[token.name] = true;
    } else {
      const { value = '' } = token;
      const mistaken = valueMistake(option, token.rawName, value);
      if (mistaken !== undefined) {
        wrong ??= mistaken;
      } else if (option.multiple === true) {
        const before = values[token.name];
        values[token.name] = [...(Array.isArray(before) ? (before as string[]) : []), value];
      } else {
        values[token.name] = value;
      }
    }
  }
  const asked: CommandWords = { values, words };
  wrong ??= command.mistake(asked);
  return wrong === undefined ? { kind: 'run', command, words: asked } : mistake(wrong);
}

/** What is wrong with the value of an option, which is empty where there is none. */
function valueMistake(option: Option, name: string, value: string): string | undefined {
  if (value === '') return l10n.t('{0} needs a value', name);
  if (option.choices?.includes(value) === false) {
    return l10n.t(
      '{0} cannot be {1}; it is one of: {2}',
      name,
      quoted(value),
      option.choices.join(', '),
    );
  }
  const mistaken = option.mistake?.(value);
  return mistaken === undefined ? undefined : `${name} ${mistaken}`;
}

/** What is wrong with words that name files. */
export function filesMistake({ words }: CommandWords): string | undefined {
  if (words.length === 0) return l10n.t('it needs a file');
  if (words.indexOf('-') !== words.lastIndexOf('-')) {
    return l10n.t('standard input can be read only once');
  }
  return undefined;
}
