import * as vscode from 'vscode';
import type { AuditLog } from '../../audit/table/auditLog';
import { subjectAt, subjectOfKind, type Subject } from '../../audit/subjects/subject';
import { rowsOf } from '../../audit/subjects/subjectRows';
import { activeLog } from '../activeLog';
import type { CommandFactory } from '../context';
import { rowAfter, rowBefore, tellNone } from './neighbours';

type Kind = Subject['kind'];

export const goToNextOfKey = related('key', 'next');
export const goToPreviousOfKey = related('key', 'previous');
export const goToNextOfUser = related('user', 'next');
export const goToPreviousOfUser = related('user', 'previous');
export const goToNextOfSession = related('session', 'next');
export const goToPreviousOfSession = related('session', 'previous');

/** To the neighbour among the events of the key, user or session at the cursor. */
function related(kind: Kind, direction: 'next' | 'previous'): CommandFactory {
  return (context) => {
    // An event may name two keys. Whoever goes on means the same one, where no cursor says which.
    let last:
      { readonly log: AuditLog; readonly row: number; readonly subject: Subject } | undefined;
    return () => {
      const { log, row, offset, show } = activeLog(context);
      if (row < 0) {
        tellNone(vscode.l10n.t('Put the cursor on an event first.'));
        return;
      }
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
      const rows = rowsOf(log, subject);
      const target = direction === 'next' ? rowAfter(rows, row) : rowBefore(rows, row);
      if (target === undefined) {
        tellNone(direction === 'next' ? noneAfter[kind]() : noneBefore[kind]());
        return;
      }
      last = { log, row: target, subject };
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
  key: () => vscode.l10n.t('No event on this key follows in this log.'),
  user: () => vscode.l10n.t('No event that names this user follows in this log.'),
  session: () => vscode.l10n.t('No event of this session follows in this log (inferred).'),
};

const noneBefore: Readonly<Record<Kind, () => string>> = {
  key: () => vscode.l10n.t('No event on this key stands before in this log.'),
  user: () => vscode.l10n.t('No event that names this user stands before in this log.'),
  session: () => vscode.l10n.t('No event of this session stands before in this log (inferred).'),
};
