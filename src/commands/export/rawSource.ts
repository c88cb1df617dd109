import * as vscode from 'vscode';
import { queryWords } from '../../audit/search/searchQuery';
import { isoMicroseconds } from '../../audit/time/moments';
import type { RawSource } from '../../documents/export/evidence/evidenceFiles';
import type { SourceRange } from '../../documents/export/evidence/manifest';
import { rangeAddress } from '../../documents/ranges/rangeAddress';
import { searchAddress, type FoundAddress } from '../../documents/search/searchAddress';
import { streamAddress, type StreamAddress } from '../../documents/streams/streamAddress';
import { endOfTime, type TimeRange } from '../../sources/timeRange';
import type { Context } from '../context';

type Sources = Pick<Context, 'arnOf'> & {
  readonly streams: Pick<Context['streams'], 'open'>;
  readonly searches: Pick<Context['searches'], 'missing'>;
};

/** The bytes of a log as they are stored or were fetched, where they are from, and what of it they are. */
export async function rawSource(
  context: Sources,
  uri: vscode.Uri,
  signal: AbortSignal,
): Promise<RawSource> {
  const stream = streamAddress(uri);
  if (stream !== undefined) return rawStream(context, uri, stream, signal);
  const bytes = await vscode.workspace.fs.readFile(uri);
  const found = searchAddress(uri);
  if (found !== undefined) return rawFound(context, uri, { address: found, bytes }, signal);
  const span = rangeAddress(uri)?.span;
  if (span === undefined) return { uri, bytes };
  const [from, to] = [span.from, span.to].map((usecs) => isoMicroseconds(BigInt(usecs)));
  return {
    uri,
    bytes,
    whole: false,
    excerpt: 'time range',
    range: { ...(from && { from }), ...(to && { to }) },
  };
}

/** What a tail keeps of a stream, however much of that was fetched elsewhere. */
export async function keptByTail(
  { arnOf }: Pick<Context, 'arnOf'>,
  uri: vscode.Uri,
  text: string | undefined,
  signal: AbortSignal,
): Promise<RawSource> {
  const address = streamAddress(uri);
  const arn = address && (await arnOf(address, signal));
  return {
    uri,
    bytes: new TextEncoder().encode(text),
    whole: false,
    excerpt: 'tail',
    ...(address && { stream: address.stream, logGroup: address.logGroup }),
    ...(arn === undefined ? {} : { arn }),
  };
}

async function rawStream(
  { streams, arnOf }: Sources,
  uri: vscode.Uri,
  address: StreamAddress,
  signal: AbortSignal,
): Promise<RawSource> {
  const { hasOlder, missing, text } = await streams.open(uri, signal);
  const { logGroup, range, stream } = address;
  const arn = await arnOf(address, signal);
  const isToItsEnd = (range?.to ?? endOfTime) === endOfTime;
  return {
    uri,
    bytes: new TextEncoder().encode(text),
    stream,
    logGroup,
    whole: missing === undefined && !hasOlder && isToItsEnd,
    ...(range && { range: sourceRange(range) }),
    ...(missing === undefined ? {} : { missing }),
    ...(arn === undefined ? {} : { arn }),
  };
}

async function rawFound(
  { arnOf, searches }: Sources,
  uri: vscode.Uri,
  { address, bytes }: { readonly address: FoundAddress; readonly bytes: Uint8Array },
  signal: AbortSignal,
): Promise<RawSource> {
  const { connection, logGroup, query, range, stream } = address;
  const arn = await arnOf({ connection, logGroup, stream }, signal);
  const missing = searches.missing(uri);
  return {
    uri,
    bytes,
    stream,
    logGroup,
    whole: false,
    excerpt: `search: ${queryWords(query)}`,
    range: sourceRange(range),
    ...(missing === undefined ? {} : { missing }),
    ...(arn === undefined ? {} : { arn }),
  };
}

/** An end that is open is left out. */
function sourceRange({ from, to }: TimeRange): SourceRange {
  return {
    ...(from > 0 && { from: new Date(from).toISOString() }),
    ...(to < endOfTime && { to: new Date(to).toISOString() }),
  };
}
