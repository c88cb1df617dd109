import * as l10n from '@vscode/l10n';
import { printable } from '../audit/printable';
import { exitCodes } from './exitCodes';
import type { EventBatch } from './input/eventBatch';
import { DamagedFile } from './input/openedBatches';
import type { Io } from './io';
import { unreadable } from './unreadable';

/** A file as a person knows it. */
export function shownName(file: string): string {
  return file === '-' ? l10n.t('standard input') : printable(file);
}

/** What is known of a file while it is read. */
interface FileState {
  events: number;
  betweens: number;
  firstLine: number | undefined;
  firstText: string;
  failed: boolean;
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
  read(file: string, batch: EventBatch): void {
    const state = this.state(file);
    state.events += batch.length;
    const [first] = batch.betweens;
    if (first !== undefined && state.betweens === 0) {
      state.firstLine = first.line;
      state.firstText = first.text;
    }
    state.betweens += batch.betweens.length;
  }

  /** A file could not be read, or not to its end. */
  failed(file: string, error: unknown): void {
    const state = this.state(file);
    state.failed = true;
    this.raise(exitCodes.failed);
    if (error instanceof DamagedFile) {
      this.say(file, damagedSentence(error));
      return;
    }
    const reason = unreadable(error);
    this.say(
      file,
      state.events === 0
        ? reason
        : l10n.t('it could be read only up to its event {0}: {1}', state.events, reason),
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
      if (state.failed) continue;
      if (state.events === 0) {
        this.raise(exitCodes.found);
        this.say(
          file,
          l10n.t('there is no audit event in it. Check that it is a CloudHSM audit log.'),
        );
      } else if (!saysBetween && state.betweens > 0) {
        this.say(file, betweenSentence(state));
      }
    }
    return this.highest;
  }

  private state(file: string): FileState {
    let state = this.files.get(file);
    if (state === undefined) {
      state = { events: 0, betweens: 0, firstLine: undefined, firstText: '', failed: false };
      this.files.set(file, state);
    }
    return state;
  }
}

function damagedSentence({ count, first }: DamagedFile): string {
  const { offset, line } = first?.place ?? {};
  return offset === undefined || line === undefined
    ? l10n.t(
        '{0} parts of it are damaged and could not be read; what could be is here. Get the file anew.',
        count,
      )
    : l10n.t(
        '{0} parts of it are damaged and could not be read, the first on line {1} (byte {2}); what could be is here. Get the file anew.',
        count,
        line,
        offset,
      );
}

function betweenSentence({ betweens, firstLine, firstText }: FileState): string {
  const shown = printable(firstText, 60);
  return firstLine === undefined
    ? l10n.t('text in {0} places is no audit event and is left out, first “{1}”.', betweens, shown)
    : l10n.t(
        'text in {0} places is no audit event and is left out, first on line {1}: “{2}”.',
        betweens,
        firstLine,
        shown,
      );
}
