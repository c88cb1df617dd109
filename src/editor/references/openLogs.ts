import * as vscode from 'vscode';
import { clusterInPath, mayBeSameCluster } from '../../audit/containers/streamNames';
import type { AuditLog } from '../../audit/table/auditLog';
import type { AuditDocuments } from '../auditDocuments';
import { auditLanguage } from '../languages';

/** An audit document that is open, and its log. */
export interface OpenLog {
  readonly document: vscode.TextDocument;
  readonly log: AuditLog;
  /** The cluster that its address names: its log group, its file or a folder of it. */
  readonly cluster: string | undefined;
}

/** How long the status bar says that a cluster is not known, in ms. */
const noticeMs = 10_000;

/** Every open audit document, also of files whose tabs nobody has looked at since the window was opened. */
export function openLogs(documents: AuditDocuments): Promise<readonly OpenLog[]> {
  return logsWhere(documents, () => true);
}

async function logsWhere(
  documents: AuditDocuments,
  isWanted: (uri: vscode.Uri) => boolean,
): Promise<readonly OpenLog[]> {
  const shown = [
    ...vscode.workspace.textDocuments.filter(isAudit),
    ...(await unseenFiles(isWanted)),
  ];
  return logsOf(
    documents,
    shown.filter(({ uri }) => isWanted(uri)),
  );
}

/**
 * The other open audit documents in which a key or a user of a document may be the same one: no log that
 * is known to be of another cluster, where the same handle is another key.
 */
export function othersOfCluster(
  documents: AuditDocuments,
  own: OpenLog,
): Promise<readonly OpenLog[]> {
  const ownUri = own.document.uri.toString();
  return logsWhere(
    documents,
    (uri) => mayBeSameCluster(clusterInPath(uri.path), own.cluster) && uri.toString() !== ownUri,
  );
}

/** A document with what its address says. */
export function openLog(document: vscode.TextDocument, log: AuditLog): OpenLog {
  return { document, log, cluster: clusterInPath(document.uri.path) };
}

/** Says so where an answer comes from another log and the clusters of the two are not both known. */
export function sayUnsureCluster(own: OpenLog, answers: readonly OpenLog[]): void {
  const others = answers.filter(({ document }) => document !== own.document);
  const isSure = own.cluster !== undefined && others.every(({ cluster }) => cluster !== undefined);
  if (others.length === 0 || isSure) return;
  vscode.window.setStatusBarMessage(
    vscode.l10n.t(
      '$(info) Also from other open logs, whose names do not say whether they are of the same cluster.',
    ),
    noticeMs,
  );
}

/** Those that are closed meanwhile are left out. */
async function logsOf(
  documents: AuditDocuments,
  of: readonly vscode.TextDocument[],
): Promise<readonly OpenLog[]> {
  const found: OpenLog[] = [];
  for (const document of of) {
    const log = await documents.read(document);
    if (log !== undefined) found.push(openLog(document, log));
  }
  return found;
}

/** Tabs that could not be read are not tried again at every question. */
const unreadable = new Set<string>();

/**
 * VS Code loads a tab when it is shown: after a reload most are not. Only files are opened for that: a
 * question about a key is no reason to ask CloudWatch for anything.
 */
async function unseenFiles(
  isWanted: (uri: vscode.Uri) => boolean,
): Promise<readonly vscode.TextDocument[]> {
  const known = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
  const unseen = new Map<string, vscode.Uri>();
  for (const { tabs } of vscode.window.tabGroups.all) {
    for (const { input } of tabs) {
      if (!(input instanceof vscode.TabInputText)) continue;
      const { uri } = input;
      const key = uri.toString();
      if (uri.scheme !== 'file' || !uri.path.endsWith('.hsmaudit') || !isWanted(uri)) continue;
      if (!known.has(key) && !unreadable.has(key)) unseen.set(key, uri);
    }
  }
  const opened = await Promise.all(
    [...unseen].map(async ([key, uri]) => {
      try {
        return [await vscode.workspace.openTextDocument(uri)];
      } catch {
        unreadable.add(key);
        return [];
      }
    }),
  );
  return opened.flat().filter(isAudit);
}

function isAudit({ languageId, isClosed }: vscode.TextDocument): boolean {
  return languageId === auditLanguage && !isClosed;
}
