import * as vscode from 'vscode';
import { decodedAddress } from '../../documents/decoded/decodedAddress';
import { searchAddress, type FoundAddress } from '../../documents/search/searchAddress';

/** The search whose events the active editor shows, raw or decoded. */
export function activeSearch(): FoundAddress | undefined {
  const active = vscode.window.activeTextEditor?.document.uri;
  const source = active && (decodedAddress(active)?.sources[0] ?? active);
  return source && searchAddress(source);
}
