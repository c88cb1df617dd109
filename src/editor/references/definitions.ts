import type * as vscode from 'vscode';
import { subjectAt, type Subject } from '../../audit/subjects/subject';
import { opcodePlace, subjectPlaces } from '../../audit/subjects/subjectPlaces';
import { originKinds, originOf } from '../../audit/subjects/subjectRows';
import type { AuditDocuments } from '../auditDocuments';
import { eventRange, rangeOf } from '../eventRange';
import { othersOfCluster, openLog, sayUnsureCluster, type OpenLog } from './openLogs';

/**
 * From a key to the event that made or imported it, from a user to its creation, from a session to its
 * login (inferred): in this document or, where that is surer, in another open one.
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
    const here = openLog(document, own);
    // A session handle means something else in the log of another HSM.
    const origin = originOf(own, subject);
    const isHere = subject.kind === 'session' || origin?.kind === 'made';
    const others = isHere ? [] : await othersOfCluster(this.documents, here);
    const origins = [
      { open: here, origin },
      ...others.map((open) => ({ open, origin: originOf(open.log, subject) })),
    ];
    for (const kind of originKinds) {
      const found = origins.find((one) => one.origin?.kind === kind);
      if (found?.origin === undefined) continue;
      sayUnsureCluster(here, [found.open]);
      const place = target(found.open, found.origin.row, subject);
      return [{ originSelectionRange: rangeOf(printed.span), ...place }];
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
