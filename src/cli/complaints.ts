import * as l10n from '@vscode/l10n';
import { skippedSentence } from '../audit/containers/readingNotes';
import { printable } from '../audit/text/printable';
import { exitCodes } from './exitCodes';
import type { FileBatch } from './input/eventBatch';
import { DamagedFile } from './input/openedBatches';
import type { Io } from './io';
import { unreadable } from './unreadable';

/** A file as a person knows it. */
export function shownName(file: string): string {
  if (file === '') return '""';
  return file === '-' ? l10n.t('standard input') : printable(file);
}

/** What is known of a file while it is read. */
interface FileState {
  events: number;
  /** Places with text of no event, and how many of them the batches name. */
  places: number;
  named: number;
  skipped: number;
  firstLine: number | undefined;
  firstText: string;
  failed: boolean;
  /** Why not all of it could be read, a sentence or two each. */
  readonly unread: string[];
}

/** What became of a file, for a report. */
export interface FileAccount {
  readonly file: string;
  readonly events: number;
  /** Places with text of no event, and where the first one is: a line, from 1, as far as it has one. */
  readonly places: number;
  readonly firstLine: number | undefined;
  /** Its beginning. Hostile text. */
  readonly firstText: string;
  /** Records that hold no events by their own word. */
  readonly skipped: number;
  /** Why not all of it could be read, in sentences; none where all was. */
  readonly unread: readonly string[];
}

/** Gathers what is wrong with files, says it, and knows the exit code that comes of it. */
export class Complaints {
  private readonly files = new Map<string, FileState>();
  private highest: number = exitCodes.done;

  constructor(private readonly io: Io) {}

  /** A file that is to be read. */
  begin(file: string): void {
    this.state(file);
  }

  /** Events of a file were read. */
  read(file: string, batch: FileBatch): void {
    const state = this.state(file);
    state.events += batch.length;
    const [first] = batch.betweens;
    if (first !== undefined && state.named === 0) {
      state.firstLine = first.line;
      state.firstText = first.text;
    }
    state.places += batch.placesBetween;
    state.named += batch.betweens.length;
    state.skipped += batch.skipped;
  }

  /** A file could not be read, or not to its end. */
  failed(file: string, error: unknown): void {
    const state = this.state(file);
    state.failed = true;
    this.raise(exitCodes.failed);
    const reasons = error instanceof DamagedFile ? error.notes : [readUpTo(state, error, file)];
    for (const reason of reasons) {
      state.unread.push(reason);
      this.say(file, reason);
    }
  }

  /** What became of each file so far. */
  get accounts(): readonly FileAccount[] {
    return Array.from(this.files, ([file, state]) => ({ file, ...state }));
  }

  /** A file that was named before. */
  again(file: string): void {
    this.say(file, l10n.t('this file is named twice; it is read once.'));
  }

  /** Files of a folder that are not read: each may hold a log all the same. */
  leftOut(folder: string, files: readonly string[]): void {
    const [first = ''] = files;
    this.say(
      folder,
      files.length === 1
        ? l10n.t('{0} in it is left out: it is hidden, or the test of an export.', shownName(first))
        : l10n.t(
            '{0} files in it are left out: they are hidden, or the test of an export. The first is {1}.',
            files.length,
            shownName(first),
          ),
    );
  }

  say(file: string, sentence: string): void {
    this.io.complain(`cloudhsm-logs: ${shownName(file)}: ${printable(sentence, 2048)}\n`);
  }

  raise(code: number): void {
    this.highest = Math.max(this.highest, code);
  }

  /**
   * Says which files have no event, and which hold text besides.
   *
   * @param saysBetween whether the output shows text of no event itself
   * @returns the exit code
   */
  end(saysBetween: boolean): number {
    for (const [file, state] of this.files) {
      const skipped = skippedSentence(state.skipped);
      if (skipped !== undefined) this.say(file, skipped);
      if (state.events > 0) {
        if (!saysBetween && state.places > 0) this.say(file, betweenSentence(state));
        if (saysBetween && state.places > state.named) this.say(file, unnamedSentence(state));
      } else if (!state.failed) {
        this.raise(exitCodes.found);
        this.say(
          file,
          l10n.t('there is no audit event in it. Check that it is a CloudHSM audit log.'),
        );
      }
    }
    return this.highest;
  }

  private state(file: string): FileState {
    let state = this.files.get(file);
    if (state === undefined) {
      state = {
        events: 0,
        places: 0,
        named: 0,
        skipped: 0,
        firstLine: undefined,
        firstText: '',
        failed: false,
        unread: [],
      };
      this.files.set(file, state);
    }
    return state;
  }
}

function readUpTo({ events }: FileState, error: unknown, file: string): string {
  const reason = unreadable(error, file);
  return events === 0
    ? reason
    : l10n.t('it could be read only up to its event {0}: {1}', events, reason);
}

export function betweenSentence({
  places,
  firstLine,
  firstText,
}: Omit<FileAccount, 'file'>): string {
  const shown = printable(firstText, 60);
  if (places === 1) {
    return firstLine === undefined
      ? l10n.t('text in it is no audit event and is left out: “{0}”.', shown)
      : l10n.t('text on line {0} is no audit event and is left out: “{1}”.', firstLine, shown);
  }
  return firstLine === undefined
    ? l10n.t('text in {0} places is no audit event and is left out, first “{1}”.', places, shown)
    : l10n.t(
        'text in {0} places is no audit event and is left out, first on line {1}: “{2}”.',
        places,
        firstLine,
        shown,
      );
}

function unnamedSentence({ places, named }: FileState): string {
  return l10n.t(
    'text in {0} places is no audit event; only the first {1} are shown. “summary” counts all of it.',
    places,
    named,
  );
}
