import * as vscode from 'vscode';
import { isoMicroseconds } from '../../audit/time/moments';
import { parseTimeSpan, type TimeContext } from '../../audit/time/timeInput';
import { rangeUri } from '../../documents/ranges/rangeAddress';
import type { IndexedFile } from '../../sources/files/indexedFile';
import { HumanError } from '../../sources/humanError';
import type { ClusterNode, StreamNode } from '../../sidebar/nodes';
import { activeFile } from '../activeFile';
import type { Command, CommandFactory, Context } from '../context';
import { openStreamRange } from './openStreamRange';
import { withCancellableProgress } from '../progress';
import { pickLogRow } from '../tree/rowPick';

/** Opens the events of a time range in a document of their own: of a file, a stream or a cluster. */
export const openTimeRange: CommandFactory =
  (context): Command =>
  async (chosen?: vscode.Uri | ClusterNode | StreamNode) => {
    const source = chosen ?? activeFile() ?? (await askForSource(context));
    if (source === undefined) return;
    if (source instanceof vscode.Uri) await openFileRange(context, source);
    else await openStreamRange(context, source);
  };

/** Where the log is that is asked for: in CloudWatch or on this disk. */
async function askForSource(
  context: Context,
): Promise<vscode.Uri | ClusterNode | StreamNode | undefined> {
  const title = vscode.l10n.t('Open a time range of which log?');
  const fetched = {
    label: vscode.l10n.t('A cluster or log stream…'),
    ask: () => pickLogRow(context, title),
  };
  const file = { label: vscode.l10n.t('A file…'), ask: askForFile };
  return (await vscode.window.showQuickPick([fetched, file], { title }))?.ask();
}

async function openFileRange({ ranges }: Context, source: vscode.Uri): Promise<void> {
  const file = await withCancellableProgress(vscode.l10n.t('Indexing the log'), (signal) =>
    ranges.index(source, signal),
  );
  const context = timesOf(file);
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Open a Time Range'),
    prompt: vscode.l10n.t(
      'The log holds {0} to {1} (UTC). Two times in any form: 03:00 to 04:00, 2026-03-12 to +1d, -2h to end.',
      iso(context.first),
      iso(context.last),
    ),
    value: `${iso(Math.max(context.first, context.last - hourUsecs))} to ${iso(context.last)}`,
    ignoreFocusOut: true,
    validateInput: (text) => {
      const span = parseTimeSpan(text, context);
      if (span === undefined) {
        return vscode.l10n.t('Type two times, the earlier one first, with “to” between them.');
      }
      const count = countIn(file, span.from, span.to);
      return {
        message: vscode.l10n.t('{0} to {1}: {2} events', iso(span.from), iso(span.to), count),
        severity:
          count === 0
            ? vscode.InputBoxValidationSeverity.Warning
            : vscode.InputBoxValidationSeverity.Info,
      };
    },
  });
  const span = typed === undefined ? undefined : parseTimeSpan(typed, context);
  if (span === undefined) return;
  await vscode.window.showTextDocument(rangeUri({ source, span }), { preview: false });
}

const hourUsecs = 3_600_000_000;

async function askForFile(): Promise<vscode.Uri | undefined> {
  const files = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Open a time range of an audit log'),
    openLabel: vscode.l10n.t('Open'),
  });
  return files?.[0];
}

function timesOf({ lookups, table }: IndexedFile): TimeContext {
  const order = lookups.byTime();
  const [first, last] = [order[0], order.at(-1)];
  if (first === undefined || last === undefined) {
    throw new HumanError(
      vscode.l10n.t('No event with a time was found in this file. Choose an audit log.'),
    );
  }
  const [from, to] = [table.time(first), table.time(last)];
  return { near: to, first: from, last: to, offsetMinutes: () => 0 };
}

function countIn({ table }: IndexedFile, from: number, to: number): number {
  let count = 0;
  for (let row = 0; row < table.length; row++) {
    const time = table.time(row);
    if (time >= from && time <= to) count++;
  }
  return count;
}

function iso(usecs: number): string {
  return isoMicroseconds(BigInt(Math.trunc(usecs))) ?? String(usecs);
}
