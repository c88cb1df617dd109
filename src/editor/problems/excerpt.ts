import type * as vscode from 'vscode';

/**
 * Why a document holds only some events of its log, so that others are no gap: by design, or where not
 * all could be fetched (`incomplete`).
 */
export type Excerpt = 'newest' | 'range' | 'search' | 'incomplete';

/** Says whether a document is an excerpt; undefined for one that is to be checked as a whole. */
export type ExcerptLookup = (uri: vscode.Uri) => Excerpt | undefined;
