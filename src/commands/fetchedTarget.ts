import * as vscode from 'vscode';
import { sourceUri } from '../documents/decodedAddress';
import type { StreamAddress } from '../documents/streamAddress';
import type { StreamDocuments } from '../documents/streamDocuments';
import { HumanError } from '../sources/humanError';

/**
 * The fetched log that a command is about: that of its argument or of the active editor, raw or decoded.
 *
 * @param otherwise the sentence where there is none
 */
export function fetchedTarget(
  streams: StreamDocuments,
  target: vscode.Uri | undefined,
  otherwise: string,
): { readonly uri: vscode.Uri; readonly address: StreamAddress } {
  const shown = target ?? vscode.window.activeTextEditor?.document.uri;
  const uri = shown === undefined ? undefined : (sourceUri(shown) ?? shown);
  const address = uri === undefined ? undefined : streams.get(uri)?.address;
  if (uri === undefined || address === undefined) throw new HumanError(otherwise);
  return { uri, address };
}
