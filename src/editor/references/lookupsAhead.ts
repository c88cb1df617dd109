import * as vscode from 'vscode';
import { backgroundSlicing, inSlices } from '../../audit/slices';
import type { AuditDocuments } from '../auditDocuments';
import { auditLanguage } from '../languages';

/** How long a document is open before anything is made ahead: what is on the screen comes first. In ms. */
const restMs = 1000;

/**
 * Makes in slices, while a log is read, what the first question about a key or a user needs: references
 * of a large log are there at once then.
 */
export class LookupsAhead implements vscode.Disposable {
  private readonly running = new Map<vscode.TextDocument, AbortController>();
  private readonly subscription: vscode.Disposable;

  /** @param report takes every error, for the log */
  constructor(
    private readonly documents: AuditDocuments,
    private readonly report: (error: unknown) => void,
  ) {
    this.subscription = vscode.Disposable.from(
      vscode.workspace.onDidOpenTextDocument((document) => this.make(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.forget(document)),
    );
    for (const document of vscode.workspace.textDocuments) this.make(document);
  }

  dispose(): void {
    this.subscription.dispose();
    for (const run of this.running.values()) run.abort();
  }

  private make(document: vscode.TextDocument): void {
    if (document.languageId !== auditLanguage) return;
    this.forget(document);
    const abort = new AbortController();
    this.running.set(document, abort);
    const timer = setTimeout(() => void this.run(document, abort.signal), restMs);
    abort.signal.addEventListener('abort', () => clearTimeout(timer));
  }

  private async run(document: vscode.TextDocument, signal: AbortSignal): Promise<void> {
    try {
      const log = await this.documents.read(document);
      if (log === undefined || signal.aborted) return;
      await inSlices(log.lookups.ahead(), backgroundSlicing, signal);
    } catch (error) {
      if (!signal.aborted) this.report(error);
    }
  }

  private forget(document: vscode.TextDocument): void {
    this.running.get(document)?.abort();
    this.running.delete(document);
  }
}
