import * as vscode from 'vscode';
import { parseTimeSpan } from '../audit/timeInput';
import { decodedUri, viewUri } from '../documents/decodedAddress';
import { streamUri, type StreamAddress } from '../documents/streamAddress';
import { connectionOf, type ClusterNode, type StreamNode } from '../sidebar/nodes';
import type { FetchProgress } from '../sources/fetch/rangeFetch';
import { HumanError } from '../sources/humanError';
import { allTime, type TimeRange } from '../sources/timeRange';
import type { Context } from './context';
import { pickOrType } from './pickOrType';
import { withCancellableProgress } from './progress';

const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;
/** How much later than the service says a stream's last event may be: a day is far more than it says. */
const latenessMs = dayMs;

/**
 * Asks for a time range and opens what a stream, or all streams of a cluster merged, hold of it,
 * decoded. Cancel ends the requests; what has come is shown and what is missing is said.
 */
export async function openStreamRange(
  context: Context,
  node: ClusterNode | StreamNode,
): Promise<void> {
  const name = node.kind === 'cluster' ? node.cluster.name : node.stream.name;
  const range = await askForRange(name, context.clock());
  if (range === undefined) return;
  const connection = connectionOf(node).name;
  const addresses =
    node.kind === 'stream'
      ? [{ connection, logGroup: node.parent.cluster.logGroup, stream: node.stream.name, range }]
      : await streamsWith(context, node, range);
  const [first] = addresses;
  if (first === undefined) {
    throw new HumanError(
      vscode.l10n.t('No log stream of {0} has events of that time. Choose another one.', name),
    );
  }
  const uris = addresses.map(streamUri);
  const missing = await fetchAll(context, name, uris);
  const view =
    uris.length === 1 ? decodedUri(streamUri(first)) : viewUri({ sources: uris, filter: {} });
  await vscode.window.showTextDocument(view, { preview: false });
  if (missing !== undefined) void vscode.window.showWarningMessage(missing);
}

/** @returns what is missing in the first log that is not whole */
async function fetchAll(
  { streams }: Context,
  name: string,
  uris: readonly vscode.Uri[],
): Promise<string | undefined> {
  const status = vscode.window.createStatusBarItem(vscode.StatusBarAlignment.Left);
  const states = new Map<string, FetchProgress>();
  const started = performance.now();
  const say = (): void => {
    const all = [...states.values()];
    const events = all.reduce((sum, state) => sum + state.events, 0);
    const pages = all.reduce((sum, state) => sum + state.pages, 0);
    const rate = pages / Math.max(1, (performance.now() - started) / 1000);
    status.text = `$(cloud-download) ${vscode.l10n.t('{0} events, {1} requests/s', events.toLocaleString('en-US'), rate.toFixed(1))}`;
    status.show();
  };
  try {
    const logs = await withCancellableProgress(
      vscode.l10n.t('Fetching {0}', name),
      (signal, progress) =>
        Promise.all(
          uris.map((uri) =>
            streams.open(uri, signal, (state) => {
              states.set(uri.toString(), state);
              say();
              const all = [...states.values()];
              const left = all.map(({ pagesLeft }) => pagesLeft);
              if (all.length < uris.length || left.includes(undefined)) return;
              const toCome = left.reduce<number>((sum, pages) => sum + (pages ?? 0), 0);
              const done = all.reduce((sum, { pages }) => sum + pages, 0);
              progress(done / Math.max(1, done + toCome));
            }),
          ),
        ),
    );
    return logs.find(({ missing }) => missing !== undefined)?.missing;
  } finally {
    status.dispose();
  }
}

/** The streams of a cluster that can have events of a range. */
async function streamsWith(
  { sourceOf }: Context,
  { connection: { name }, cluster }: ClusterNode,
  range: TimeRange,
): Promise<readonly StreamAddress[]> {
  return withCancellableProgress(
    vscode.l10n.t('Listing the log streams of {0}', cluster.name),
    async (signal) => {
      const found: StreamAddress[] = [];
      for await (const { items } of sourceOf(name).streams(cluster, signal)) {
        for (const { name: stream, kind, lastEventTime } of items) {
          if (kind !== 'hsm' || (lastEventTime ?? Infinity) + latenessMs < range.from) continue;
          found.push({ connection: name, logGroup: cluster.logGroup, stream, range });
        }
      }
      return found;
    },
  );
}

/** @param now Unix ms */
async function askForRange(name: string, now: number): Promise<TimeRange | undefined> {
  const last = (minutes: number): TimeRange => ({ from: now - minutes * minuteMs, to: now });
  const presets: readonly (readonly [label: string, range: TimeRange])[] = [
    [vscode.l10n.t('The last 15 minutes'), last(15)],
    [vscode.l10n.t('The last hour'), last(60)],
    [vscode.l10n.t('The last day'), last(1440)],
    [vscode.l10n.t('The last 7 days'), last(7 * 1440)],
    [vscode.l10n.t('The last 30 days'), last(30 * 1440)],
    [vscode.l10n.t('Everything'), allTime],
  ];
  const answer = await pickOrType({
    title: vscode.l10n.t('Open a time range of {0}', name),
    placeholder: vscode.l10n.t(
      'Choose, or type two times (UTC): 2026-03-12 03:00 to 04:00, -2h to now, or one of them: -2h',
    ),
    items: presets.map(([label, { from, to }]) => ({
      label,
      ...(from > 0 && { description: vscode.l10n.t('{0} to {1}', utc(from), utc(to)) }),
    })),
    typed: (text) => {
      const range = typedRange(text, now);
      return range && vscode.l10n.t('{0} to {1}', utc(range.from), utc(range.to));
    },
    refusal: () =>
      vscode.l10n.t(
        'Type two times, the earlier one first, with “to” between them; or one, up to now.',
      ),
  });
  if (answer === undefined) return undefined;
  return presets.find(([label]) => label === answer)?.[1] ?? typedRange(answer, now);
}

/** Two times, or one up to now; times without an offset are UTC. Both ends are in the range. */
function typedRange(text: string, now: number): TimeRange | undefined {
  const usecs = now * 1000;
  const context = { near: usecs, first: 0, last: usecs, offsetMinutes: () => 0 };
  const typed = text.trim().replace(/\bnow$/i, 'end');
  const span = parseTimeSpan(typed, context) ?? parseTimeSpan(`${typed} to end`, context);
  if (span === undefined) return undefined;
  return { from: Math.floor(span.from / 1000), to: Math.floor(span.to / 1000) + 1 };
}

function utc(ms: number): string {
  return new Date(ms).toISOString().replace(/\.000Z$/, 'Z');
}
