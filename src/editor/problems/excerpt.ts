import type * as vscode from 'vscode';

/**
 * Why a document holds only some events of its log, so that others are no gap: by design, or where not
 * all could be fetched (`incomplete`).
 */
export type Excerpt = 'newest' | 'range' | 'search' | 'incomplete';

/** Which documents are excerpts. */
export interface Excerpts {
  /** Undefined for a document that is to be checked as a whole. */
  of(uri: vscode.Uri): Excerpt | undefined;
  /** Fires with a document that may have become another one, also where its text stays the same. */
  readonly onDidChange: vscode.Event<vscode.Uri>;
}
