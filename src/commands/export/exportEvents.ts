import * as vscode from 'vscode';
import { bareName, baseName } from '../../documents/files/baseName';
import {
  exportPieces,
  type EventList,
  type ExportFormat,
} from '../../documents/export/exportedEvents';
import { hostSlicing, inSlices } from '../../audit/slices';
import { joinedBytes, writeWhole } from '../../documents/files/wholeFiles';
import { chosenEvents } from './chosenEvents';
import type { CommandFactory } from '../context';
import { exportChoice } from './exportChoice';
import { askForTarget, folderOf, offerToOpen } from './exportTarget';
import { withCancellableProgress } from '../progress';

/** Writes the events that the editor shows, or the selected ones, into a file. */
export const exportEvents: CommandFactory = (context) => async () => {
  const chosen = await chosenEvents(context);
  const choice = await exportChoice(chosen);
  if (choice === undefined) return;
  const { list } = choice;
  const format = await askForFormat();
  if (format === undefined) return;
  const target = await targetOf(chosen.address.sources, format);
  if (target === undefined) return;
  await withCancellableProgress(
    vscode.l10n.t('Exporting {0} events', list.events.length.toLocaleString(vscode.env.language)),
    async (signal, progress) => {
      const bytes = await exported(list, format.format, signal, progress);
      signal.throwIfAborted();
      await writeWhole(target, bytes);
    },
  );
  const count = list.events.length.toLocaleString(vscode.env.language);
  const name = baseName(target);
  await offerToOpen(target, vscode.l10n.t('{0} events are in {1}.', count, name));
};

async function exported(
  list: EventList,
  format: ExportFormat,
  signal: AbortSignal,
  progress: (part: number) => void,
): Promise<Uint8Array> {
  const encoder = new TextEncoder();
  const pieces: Uint8Array[] = [];
  function* steps(): Generator<undefined, void, undefined> {
    for (const { text, done } of exportPieces(list, format)) {
      pieces.push(encoder.encode(text));
      progress(done / Math.max(1, list.events.length));
      yield;
    }
  }
  await inSlices(steps(), hostSlicing, signal);
  return joinedBytes(pieces);
}

interface Format {
  readonly format: ExportFormat;
  readonly extension: string;
}

async function askForFormat(): Promise<Format | undefined> {
  const items = [
    {
      label: vscode.l10n.t('JSON lines'),
      description: '.ndjson',
      detail: vscode.l10n.t('One JSON object an event, in the format of the command line'),
      format: 'ndjson' as const,
      extension: 'ndjson',
    },
    {
      label: vscode.l10n.t('CSV'),
      description: '.csv',
      detail: vscode.l10n.t('For spreadsheets; nothing in it runs as a formula'),
      format: 'csv' as const,
      extension: 'csv',
    },
    {
      label: vscode.l10n.t('Raw text'),
      description: '.log',
      detail: vscode.l10n.t(
        'The text of the events as it is stored, in UTF-8, a blank line behind each',
      ),
      format: 'raw' as const,
      extension: 'log',
    },
  ];
  return vscode.window.showQuickPick(items, { title: vscode.l10n.t('Export as') });
}

async function targetOf(
  sources: readonly vscode.Uri[],
  { extension }: Format,
): Promise<vscode.Uri | undefined> {
  const [source] = sources;
  const name = source === undefined ? 'events' : bareName(source);
  const file = `${name}${sources.length > 1 ? '-merged' : ''}-events.${extension}`;
  return askForTarget(vscode.l10n.t('Export events'), folderOf(source), file);
}
