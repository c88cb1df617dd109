import * as vscode from 'vscode';
import { eventFacets } from '../../audit/filter/eventFacets';
import { queryWords } from '../../audit/search/searchQuery';
import { decodedAddress } from '../../documents/decoded/decodedAddress';
import { searchAddress, searchUri, type SearchAddress } from '../../documents/search/searchAddress';
import { streamAddress } from '../../documents/streams/streamAddress';
import { auditLanguage } from '../../editor/languages';
import {
  connectionOf,
  newestEventTime,
  type ClusterNode,
  type StreamNode,
} from '../../sidebar/nodes';
import { HumanError } from '../../sources/humanError';
import { searchableRange, type SearchResult } from '../../sources/search/logSearch';
import { missingWords } from '../../sources/search/missingWords';
import { pickCluster } from '../tree/clusterPick';
import type { Command, CommandFactory, Context } from '../context';
import { withoutLinks } from '../notificationText';
import { showError } from '../reporting';
import { openView } from '../views/openView';
import { withCancellableProgress } from '../progress';
import { plainLabel } from '../../editor/plainLabel';
import { pickSearch } from './searchPick';
import { pickRange } from '../streams/rangePick';

type Place = Pick<SearchAddress, 'connection' | 'logGroup' | 'searched'>;

/**
 * Searches a cluster or a stream in CloudWatch, and opens what it finds decoded: the events of all HSMs
 * in one view.
 */
export const searchEvents: CommandFactory =
  (context): Command =>
  async (node?: ClusterNode | StreamNode) => {
    const place = node === undefined ? await askForPlace(context) : placeOf(node);
    if (place === undefined) return;
    const { connection, logGroup, searched } = place;
    const name = nameOf(place);
    const title = vscode.l10n.t('Search {0}', plainLabel(name));
    const query = await pickSearch(title, openFacets(context));
    if (query === undefined) return;
    const picked = await pickRange(
      `${title}: ${plainLabel(queryWords(query))}`,
      context.clock() + (context.sourceOf(connection).clockAhead ?? 0),
      node && newestEventTime(node),
    );
    if (picked === undefined) return;
    const range = searchableRange(picked.range);

    await showSearch(context, { connection, logGroup, searched, query, range });
  };

/** Searches, opens what was found, and says what is missing. */
export async function showSearch(context: Context, address: SearchAddress): Promise<void> {
  const { query } = address;
  const name = nameOf(address);
  const result = await withCancellableProgress(
    vscode.l10n.t('Searching {0}: {1}', name, queryWords(query)),
    (signal, progress) =>
      context.searches.search(address, signal, (part, found) =>
        progress(
          part,
          vscode.l10n.t('{0} events found', found.toLocaleString(vscode.env.language)),
        ),
      ),
  );
  const streams = [...new Set(result.events.map(({ stream }) => stream))].sort();
  if (streams.length > 0) {
    const sources = streams.map((stream) => searchUri({ ...address, stream }));
    for (const source of sources) context.searches.files.changed(source);
    await openView(context, { sources, filter: {} });
  }
  await say(result, name, () => showSearch(context, address));
}

/** The stream, or else the cluster, that is searched. */
function nameOf({ logGroup, searched }: Place): string {
  return searched ?? logGroup.slice(logGroup.lastIndexOf('/') + 1);
}

function placeOf(node: ClusterNode | StreamNode): Place {
  const { cluster } = node.kind === 'cluster' ? node : node.parent;
  return {
    connection: connectionOf(node).name,
    logGroup: cluster.logGroup,
    searched: node.kind === 'stream' ? node.stream.name : undefined,
  };
}

/** What has a place in CloudWatch and is looked at; or else the clusters of all connections. */
async function askForPlace(context: Context): Promise<Place | undefined> {
  const active = vscode.window.activeTextEditor?.document.uri;
  const source = active && (decodedAddress(active)?.sources[0] ?? active);
  const stream = source && streamAddress(source);
  if (stream !== undefined) {
    return { connection: stream.connection, logGroup: stream.logGroup, searched: stream.stream };
  }
  const before = source && searchAddress(source);
  if (before !== undefined) return before;

  const picked = await pickCluster(context, {
    title: vscode.l10n.t('Search which cluster?'),
    withSample: true,
  });
  return (
    picked && {
      connection: picked.connection,
      logGroup: picked.cluster.logGroup,
      searched: undefined,
    }
  );
}

/** The users, keys and opcodes of the logs that are open. */
function openFacets({ audit }: Context): ReturnType<typeof eventFacets> {
  const tables = vscode.workspace.textDocuments
    .filter(({ languageId }) => languageId === auditLanguage)
    .map((document) => audit.log(document).table);
  return eventFacets(tables, {});
}

/**
 * Says that there is nothing, or that something is missing.
 *
 * @param retry searches for the same again
 */
async function say(result: SearchResult, name: string, retry: () => Promise<void>): Promise<void> {
  const { events, failure, isCapped } = result;
  const missing = missingWords(result);
  if (failure !== undefined) {
    const { remedy, terminal } = failure;
    const sentence = missing ?? failure.message;
    await showError(new HumanError(sentence, remedy, { cause: failure, terminal }), retry);
  } else if (missing !== undefined) {
    const again = vscode.l10n.t('Search Again');
    const choices = isCapped ? [] : [again];
    const chosen = await vscode.window.showWarningMessage(withoutLinks(missing), ...choices);
    if (chosen === again) await retry();
  } else if (events.length === 0) {
    void vscode.window.showInformationMessage(
      withoutLinks(
        vscode.l10n.t('No event of {0} matches. Search a longer time, or for less.', name),
      ),
    );
  }
}
