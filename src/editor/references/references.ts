import * as vscode from 'vscode';
import { subjectAt } from '../../audit/subjects/subject';
import { opcodePlace } from '../../audit/subjects/subjectPlaces';
import { rowsOf } from '../../audit/subjects/subjectRows';
import type { AuditDocuments } from '../auditDocuments';
import { rangeOf } from '../eventRange';
import { othersOfCluster, openLog, sayUnsureCluster } from './openLogs';

/** How long the status bar says that a list is inferred, in ms. */
const noticeMs = 10_000;

/**
 * Every event on a key, that names a user, or of a session, in all open audit documents that may be of
 * the same cluster. Each is shown at its opcode, so that the list says what was done.
 */
export class References implements vscode.ReferenceProvider {
  constructor(private readonly documents: AuditDocuments) {}

  async provideReferences(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Location[]> {
    const own = await this.documents.read(document);
    if (own === undefined) return [];
    const subject = subjectAt(own, document.offsetAt(position))?.subject;
    if (subject === undefined) return [];
    const here = openLog(document, own);
    const others = subject.kind === 'session' ? [] : await othersOfCluster(this.documents, here);
    const found = [here, ...others].map((open) => ({ open, rows: rowsOf(open.log, subject) }));
    const locations = found.flatMap(({ open, rows }) =>
      rows.map(
        (row) => new vscode.Location(open.document.uri, rangeOf(opcodePlace(open.log, row))),
      ),
    );
    sayUnsureCluster(
      here,
      found.flatMap(({ open, rows }) => (rows.length > 0 ? open : [])),
    );
    if (subject.kind === 'session') sayInferred(locations.length);
    return locations;
  }
}

/** A list of references has no words of its own. */
function sayInferred(events: number): void {
  vscode.window.setStatusBarMessage(
    vscode.l10n.t(
      '$(info) {0} events of this session, inferred: same client connection, from its login on.',
      events,
    ),
    noticeMs,
  );
}
