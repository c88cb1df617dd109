import type { Io } from './io';

/** An option of a command, as `parseArgs` of Node takes it. */
export interface Option {
  readonly type: 'boolean' | 'string';
  readonly short?: string;
  /** The words that a string option may have; any where it is left out. */
  readonly choices?: readonly string[];
  /** What is wrong with a value, said behind the option's name; undefined where nothing is. */
  readonly mistake?: (value: string) => string | undefined;
  /** It may be given several times. */
  readonly multiple?: boolean;
}

/** What was asked for behind the command's name. */
export interface CommandWords {
  readonly values: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  /** What is no option: files, as a rule. */
  readonly words: readonly string[];
}

/** A command of the command line. A new one is a file of its own and a row in `commands.ts`. */
export interface Command {
  readonly name: string;
  readonly options: Readonly<Record<string, Option>>;
  /** What it does, in a few words. */
  summary(): string;
  /** Its help: how it is called, what the options do, the exit codes. Ends with a line end. */
  help(): string;
  /** What is wrong with the words; undefined where nothing is. */
  mistake(words: CommandWords): string | undefined;
  /** Does it and gives the exit code. */
  run(words: CommandWords, io: Io): Promise<number>;
}

/** A string option's value. */
export function stringValue({ values }: CommandWords, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** The values of an option that may be given several times, in their order. */
export function stringValues({ values }: CommandWords, name: string): readonly string[] {
  const value = values[name];
  if (typeof value === 'string') return [value];
  return typeof value === 'object' ? value : [];
}
