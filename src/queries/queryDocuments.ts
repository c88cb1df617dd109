import * as vscode from 'vscode';
import { insightsLanguage } from '../editor/languages';
import type { StoredLogs } from '../sources/insights/insightsSource';
import { estimateBytes } from '../sources/insights/queryCost';
import {
  readQueryDocument,
  runnableQuery,
  type DocumentMistake,
  type RunnableQuery,
} from '../sources/insights/queryDocument';
import type { FindSource } from '../documents/streams/streamDocuments';

/** What is known of the query documents that are open: what is wrong in them, and what they would scan. */
export class QueryDocuments implements vscode.Disposable {
  private readonly mistakes = vscode.languages.createDiagnosticCollection('cloudhsm-insights');
  private readonly stored = new Map<string, StoredLogs>();
  private readonly changes = new vscode.EventEmitter<void>();
  /** Fires when more is known of what a query would scan. */
  readonly onDidChange = this.changes.event;
  private readonly subscription: vscode.Disposable;

  /** @param clock Unix ms */
  constructor(
    private readonly findSource: FindSource,
    private readonly clock: () => number,
  ) {
    this.subscription = vscode.Disposable.from(
      this.mistakes,
      this.changes,
      // A change of the language comes as close and open.
      vscode.workspace.onDidOpenTextDocument((document) => this.check(document)),
      // Saving is told as a change too; the marks of the service stay with the text.
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.check(document);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.mistakes.delete(uri)),
    );
    for (const document of vscode.workspace.textDocuments) this.check(document);
  }

  /** What a document asks for; undefined where its header is wrong, which its Problems say. */
  query(document: vscode.TextDocument): RunnableQuery | readonly DocumentMistake[] {
    const now = this.clock();
    return runnableQuery(readQueryDocument(document.getText()), {
      now,
      newest: undefined,
      offsetMinutes: (ms) => -new Date(ms).getTimezoneOffset(),
    });
  }

  /** Marks what the service does not understand, until the document changes. */
  mark(document: vscode.TextDocument, mistakes: readonly DocumentMistake[]): void {
    this.mistakes.set(
      document.uri,
      mistakes.map(({ message, place }) => {
        const range = new vscode.Range(
          document.positionAt(place.from),
          document.positionAt(place.to),
        );
        const mark = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Error);
        mark.source = 'CloudHSM';
        return mark;
      }),
    );
  }

  /** Remembers how much a log group keeps. */
  remember(
    connection: string,
    { logGroup, storedBytes, retentionDays }: StoredLogs & { readonly logGroup: string },
  ): void {
    this.stored.set(keyOf(connection, logGroup), {
      ...(storedBytes !== undefined && { storedBytes }),
      ...(retentionDays !== undefined && { retentionDays }),
    });
    this.changes.fire();
  }

  /** The bytes that a query scans at most, by what is remembered; undefined where that is not all. */
  estimate({ connection, logGroups, range }: RunnableQuery): number | undefined {
    const logs = logGroups.flatMap((group) => this.stored.get(keyOf(connection, group)) ?? []);
    if (logs.length < logGroups.length) return undefined;
    return estimateBytes(logs, range, this.clock());
  }

  /** Asks how much the log groups of a query keep, where that is not remembered. */
  async learn({ connection, logGroups }: RunnableQuery, signal: AbortSignal): Promise<void> {
    const unknown = logGroups.filter((group) => !this.stored.has(keyOf(connection, group)));
    await Promise.all(
      unknown.map(async (logGroup) => {
        // The clusters of the connection alone would not do: a query may ask any log group of the account.
        const stored = await this.findSource(connection).insights?.stored(logGroup, signal);
        if (stored !== undefined) this.remember(connection, { logGroup, ...stored });
      }),
    );
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private check(document: vscode.TextDocument): void {
    if (document.languageId !== insightsLanguage) return;
    const query = this.query(document);
    this.mark(document, isMistaken(query) ? query : []);
  }
}

/** Whether a header is wrong. */
export function isMistaken(
  query: RunnableQuery | readonly DocumentMistake[],
): query is readonly DocumentMistake[] {
  return Array.isArray(query);
}

function keyOf(connection: string, logGroup: string): string {
  return JSON.stringify([connection, logGroup]);
}
