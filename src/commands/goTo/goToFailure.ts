import * as vscode from 'vscode';
import { activeLog } from '../activeLog';
import type { CommandFactory } from '../context';
import { rowAfter, rowBefore, tellNone } from './neighbours';

/** To the next event that failed. */
export const goToNextFailure: CommandFactory = (context) => () => {
  const { log, row, show } = activeLog(context);
  const next = rowAfter(log.lookups.failures(), row);
  if (next === undefined) tellNone(vscode.l10n.t('No failure follows in this log.'));
  else show(next);
};

/** To the failure before. */
export const goToPreviousFailure: CommandFactory = (context) => () => {
  const { log, row, show } = activeLog(context);
  const previous = rowBefore(log.lookups.failures(), row);
  if (previous === undefined) tellNone(vscode.l10n.t('No failure stands before in this log.'));
  else show(previous);
};
