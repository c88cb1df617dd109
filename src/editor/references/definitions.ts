import type * as vscode from 'vscode';
import { subjectAt, type Subject } from '../../audit/subjects/subject';
import { opcodePlace, subjectPlaces } from '../../audit/subjects/subjectPlaces';
import { definitionOf } from '../../audit/subjects/subjectRows';
import type { AuditDocuments } from '../auditDocuments';
import { eventRange, rangeOf } from '../eventRange';
import { openLogs, type OpenLog } from './openLogs';

/**
 * From a key to the event that made or imported it, from a user to its creation, from a session to its
 * login (inferred): in this document, or else in another open one.
 */
export class Definitions implements vscode.DefinitionProvider {
  constructor(private readonly documents: AuditDocuments) {}

  async provideDefinition(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.LocationLink[]> {
    const own = await this.documents.read(document);
    if (own === undefined) return [];
    const printed = subjectAt(own, document.offsetAt(position));
    if (printed === undefined) return [];
    const { subject } = printed;
    // A session handle means something else in the log of another HSM.
    const logs =
      subject.kind === 'session'
        ? [{ document, log: own }]
        : await openLogs(this.documents, document);
    for (const open of logs) {
      const row = definitionOf(open.log, subject);
      if (row === undefined) continue;
      return [{ originSelectionRange: rangeOf(printed.span), ...target(open, row, subject) }];
    }
    return [];
  }
}

function target(
  { document, log }: OpenLog,
  row: number,
  subject: Subject,
): Pick<vscode.LocationLink, 'targetUri' | 'targetRange' | 'targetSelectionRange'> {
  const [place = opcodePlace(log, row)] = subjectPlaces(log, row, subject);
  return {
    targetUri: document.uri,
    targetRange: eventRange(log, row),
    targetSelectionRange: rangeOf(place),
  };
}
