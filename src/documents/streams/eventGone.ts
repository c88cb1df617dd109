import * as vscode from 'vscode';
import { HumanError } from '../../sources/humanError';

/** What is said of an event that was there once, and is not found in its stream. */
export function eventGone(): HumanError {
  return new HumanError(
    vscode.l10n.t(
      'The event is no longer in its stream: its time of retention is over, or the stream is another one now.',
    ),
  );
}
