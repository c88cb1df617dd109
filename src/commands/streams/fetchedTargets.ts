import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { decodedAddress } from '../../documents/decoded/decodedAddress';
import type { StreamAddress } from '../../documents/streams/streamAddress';
import type { StreamDocuments } from '../../documents/streams/streamDocuments';
import { HumanError } from '../../sources/humanError';

/** A fetched log that a command is about. */
export interface FetchedTarget {
  readonly uri: vscode.Uri;
  readonly address: StreamAddress;
}

/**
 * The fetched logs that a command is about: that of its argument or of the active editor, raw or
 * decoded, or those that a merged view shows.
 *
 * @param otherwise the sentence where there is none
 */
export function fetchedTargets(
  streams: StreamDocuments,
  target: vscode.Uri | undefined,
  otherwise: string,
): readonly FetchedTarget[] {
  const shown = target ?? vscode.window.activeTextEditor?.document.uri;
  const uris = shown === undefined ? [] : (decodedAddress(shown)?.sources ?? [shown]);
  const targets = uris.flatMap((uri): FetchedTarget[] => {
    const address = streams.get(uri)?.address;
    return address === undefined ? [] : [{ uri, address }];
  });
  if (targets.length === 0) throw new HumanError(otherwise);
  return targets;
}

/** What a notification calls them. */
export function targetName(targets: readonly FetchedTarget[]): string {
  const [first] = targets;
  if (targets.length === 1 && first !== undefined) return first.address.stream;
  return l10n.t('{0} log streams', targets.length);
}
