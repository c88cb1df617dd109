import * as vscode from 'vscode';
import type { AuditLog } from '../../audit/table/auditLog';
import { subjectAt, subjectOfKind, type Subject } from '../../audit/subjects/subject';
import { activeLog } from '../activeLog';
import type { CommandFactory } from '../context';
import { tellNone } from './tellNone';

type Kind = Subject['kind'];

export const goToNextOfKey = related('key', 'next');
export const goToPreviousOfKey = related('key', 'previous');
export const goToNextOfUser = related('user', 'next');
export const goToPreviousOfUser = related('user', 'previous');
export const goToNextOfSession = related('session', 'next');
export const goToPreviousOfSession = related('session', 'previous');

/** To the neighbour, of those that the editor shows, about the key, user or session at the cursor. */
function related(kind: Kind, direction: 'next' | 'previous'): CommandFactory {
  return (context) => {
    // An event may name two keys. Whoever goes on means the same one, where no cursor says which.
    let last:
      { readonly log: AuditLog; readonly row: number; readonly subject: Subject } | undefined;
    return async () => {
      const { events, at, offset, show } = await activeLog(context);
      const event = events.at(at);
      if (event === undefined) {
        tellNone(vscode.l10n.t('Put the cursor on an event first.'));
        return;
      }
      const { of: log, row } = event;
      const here = offset === undefined ? undefined : subjectAt(log, offset)?.subject;
      const subject =
        here?.kind === kind
          ? here
          : last?.log === log && last.row === row
            ? last.subject
            : subjectOfKind(log, row, kind);
      if (subject === undefined) {
        tellNone(nameless[kind]());
        return;
      }
      const target = events.neighbour(at, direction, events.about(subject, event.log));
      const reached = target === undefined ? undefined : events.at(target);
      if (target === undefined || reached === undefined) {
        tellNone(direction === 'next' ? noneAfter[kind]() : noneBefore[kind]());
        return;
      }
      last = { log: reached.of, row: reached.row, subject };
      show(target);
    };
  };
}

const nameless: Readonly<Record<Kind, () => string>> = {
  key: () => vscode.l10n.t('This event names no key.'),
  user: () => vscode.l10n.t('This event names no user.'),
  session: () => vscode.l10n.t('This event names no session.'),
};

const noneAfter: Readonly<Record<Kind, () => string>> = {
  key: () => vscode.l10n.t('No event on this key follows here.'),
  user: () => vscode.l10n.t('No event that names this user follows here.'),
  session: () => vscode.l10n.t('No event of this session follows here (inferred).'),
};

const noneBefore: Readonly<Record<Kind, () => string>> = {
  key: () => vscode.l10n.t('No event on this key stands before here.'),
  user: () => vscode.l10n.t('No event that names this user stands before here.'),
  session: () => vscode.l10n.t('No event of this session stands before here (inferred).'),
};
