import type * as vscode from 'vscode';
import { keepingCursors } from '../../documents/readingPlaces';
import type { Context } from '../context';

/** Shows what has come into a fetched log, there and in its decoded views, where cursors stay at their events. */
export function showGrown(
  { decoded, streams }: Pick<Context, 'decoded' | 'streams'>,
  uri: vscode.Uri,
): Promise<void> {
  return keepingCursors([uri, ...decoded.viewsOf(uri)], () => streams.announce(uri));
}
