import * as vscode from 'vscode';
import { printable } from '../audit/text/printable';
import type { HumanError } from '../sources/humanError';

/** Why a list is not whole, and the connection that it is of: among several, the sentence alone names none. */
interface ListFailure {
  readonly connection: string;
  readonly error: HumanError;
}

/**
 * The sentence above the tree. A row cuts a long sentence off; this place wraps it, so that the newest
 * error can be read whole even in a narrow side bar.
 */
export class TreeMessage implements vscode.Disposable {
  /** By the list's id, the newest one last. */
  private readonly failures = new Map<string, ListFailure>();
  private readonly changes = new vscode.EventEmitter<string | undefined>();
  /** Fires with what is to be shown; undefined for nothing. */
  readonly onDidChange = this.changes.event;

  /** @param list the id of the list that failed, or that is well again */
  set(list: string, failure: ListFailure | undefined): void {
    if (this.failures.get(list)?.error.message === failure?.error.message) return;
    this.failures.delete(list);
    if (failure !== undefined) this.failures.set(list, failure);
    const newest = [...this.failures.values()].pop();
    this.changes.fire(newest && words(newest));
  }

  /** Forgets all errors, as when everything is fetched anew. */
  clear(): void {
    if (this.failures.size === 0) return;
    this.failures.clear();
    this.changes.fire(undefined);
  }

  dispose(): void {
    this.changes.dispose();
  }
}

function words({ connection, error }: ListFailure): string {
  return vscode.l10n.t('{0}: {1}', printable(connection), error.message);
}
