import * as vscode from 'vscode';
import { opcodePlace, subjectPlaces } from '../../audit/subjects/subjectPlaces';
import { originOf, rowsOf } from '../../audit/subjects/subjectRows';
import type { Subject } from '../../audit/subjects/subject';
import type { AuditDocuments } from '../auditDocuments';
import { rangeOf } from '../eventRange';
import { openLogs, type OpenLog } from '../references/openLogs';
import { plainLabel } from '../plainLabel';

/** So many are shown; a longer query finds the others. */
const most = 500;

/** `#`: the keys and users of every open audit document, each at the event that it comes from. */
export class WorkspaceSymbols implements vscode.WorkspaceSymbolProvider {
  constructor(private readonly documents: AuditDocuments) {}

  async provideWorkspaceSymbols(query: string): Promise<vscode.SymbolInformation[]> {
    const wanted = query.trim().toLowerCase();
    const found: vscode.SymbolInformation[] = [];
    const logs = await openLogs(this.documents);
    for (const [open, subject, text] of subjects(logs)) {
      if (!holdsInOrder(text.toLowerCase(), wanted)) continue;
      found.push(symbol(open, subject, text));
      if (found.length === most) break;
    }
    return found;
  }
}

/** The users of all logs first: they are few, and many keys of one log would leave no room for another's. */
function* subjects(
  logs: readonly OpenLog[],
): Generator<readonly [open: OpenLog, subject: Subject, text: string]> {
  for (const open of logs) {
    for (const name of open.log.lookups.users()) yield [open, { kind: 'user', name }, name];
  }
  for (const open of logs) {
    for (const handle of open.log.lookups.keys()) {
      yield [open, { kind: 'key', handle }, String(handle)];
    }
  }
}

/** VS Code finds and sorts by letters that follow each other with gaps, so that is what it is given. */
function holdsInOrder(text: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function symbol(
  { document, log }: OpenLog,
  subject: Subject,
  text: string,
): vscode.SymbolInformation {
  const rows = rowsOf(log, subject);
  const row = originOf(log, subject)?.row ?? rows[0] ?? 0;
  const [place = opcodePlace(log, row)] = subjectPlaces(log, row, subject);
  return new vscode.SymbolInformation(
    plainLabel(text),
    subject.kind === 'key' ? vscode.SymbolKind.Field : vscode.SymbolKind.Class,
    subject.kind === 'key'
      ? vscode.l10n.t('key, {0} events', rows.length)
      : vscode.l10n.t('user, {0} events', rows.length),
    new vscode.Location(document.uri, rangeOf(place)),
  );
}
