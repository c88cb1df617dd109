import type * as vscode from 'vscode';

/** What the language features know of a document that was fetched. */
export interface FetchedDocument {
  /** How many events are here. */
  readonly eventCount: number;
  /** Whether it is a time range, which does not grow at its start. */
  readonly isRange: boolean;
  /** Whether there may be events before the oldest one shown. */
  readonly hasOlder: boolean;
  /** What was asked for and is not here, in a sentence. */
  readonly missing: string | undefined;
}

/** Gives what is known of a fetched document; undefined for any other one. */
export type FetchedLookup = (uri: vscode.Uri) => FetchedDocument | undefined;
