import * as vscode from 'vscode';
import { hasFailed } from '../../audit/decoded/shownEvents';
import { activeLog } from '../activeLog';
import type { CommandFactory } from '../context';
import { tellNone } from './tellNone';

/** To the next event that failed, of those that the editor shows. */
export const goToNextFailure: CommandFactory = (context) => async () => {
  const { events, at, show } = await activeLog(context);
  const next = events.neighbour(at, 'next', hasFailed);
  if (next === undefined) tellNone(vscode.l10n.t('No failure follows here.'));
  else show(next);
};

/** To the failure before. */
export const goToPreviousFailure: CommandFactory = (context) => async () => {
  const { events, at, show } = await activeLog(context);
  const previous = events.neighbour(at, 'previous', hasFailed);
  if (previous === undefined) tellNone(vscode.l10n.t('No failure stands before here.'));
  else show(previous);
};
