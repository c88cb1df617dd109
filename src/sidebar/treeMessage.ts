import * as vscode from 'vscode';
import type { HumanError } from '../sources/humanError';

/**
 * The sentence above the tree. A row cuts a long sentence off; this place wraps it, so that the newest
 * error can be read whole even in a narrow side bar.
 */
export class TreeMessage implements vscode.Disposable {
  private readonly errors = new Map<string, HumanError>();
  private readonly changes = new vscode.EventEmitter<string | undefined>();
  /** Fires with what is to be shown; undefined for nothing. */
  readonly onDidChange = this.changes.event;

  /** @param list the id of the list that failed, or that is well again */
  set(list: string, error: HumanError | undefined): void {
    if (this.errors.get(list)?.message === error?.message) return;
    this.errors.delete(list);
    if (error !== undefined) this.errors.set(list, error);
    this.changes.fire([...this.errors.values()].pop()?.message);
  }

  /** Forgets all errors, as when everything is fetched anew. */
  clear(): void {
    if (this.errors.size === 0) return;
    this.errors.clear();
    this.changes.fire(undefined);
  }

  dispose(): void {
    this.changes.dispose();
  }
}
