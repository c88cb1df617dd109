import type * as vscode from 'vscode';

/** Why a document holds only some events of its log; by design, so that others are no gap. */
export type Excerpt = 'newest' | 'range' | 'search';

/** Says whether a document is an excerpt; undefined for one that is to be checked as a whole. */
export type ExcerptLookup = (uri: vscode.Uri) => Excerpt | undefined;
