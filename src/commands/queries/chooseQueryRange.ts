import * as vscode from 'vscode';
import { isoTime } from '../../audit/time/moments';
import { readQueryDocument } from '../../sources/insights/queryDocument';
import { endOfTime, type TimeRange } from '../../sources/timeRange';
import type { CommandFactory } from '../context';
import { pickRange } from '../streams/rangePick';
import { activeQuery } from './runQuery';

/** Asks for the range of the query in the active document, and writes it into its header. */
export const chooseQueryRange: CommandFactory = (context) => async () => {
  const document = activeQuery();
  const title = vscode.l10n.t('The range of the query');
  const picked = await pickRange(title, context.clock(), undefined);
  if (picked === undefined) return;
  const words = rangeText(picked.range, context.clock());
  const place = readQueryDocument(document.getText()).header.get('range')?.place;
  const edit = new vscode.WorkspaceEdit();
  if (place === undefined) {
    edit.insert(document.uri, new vscode.Position(0, 0), `# range: ${words}\n`);
  } else {
    const value = new vscode.Range(document.positionAt(place.from), document.positionAt(place.to));
    edit.replace(document.uri, value, place.to === place.from ? ` ${words}` : words);
  }
  await vscode.workspace.applyEdit(edit);
};

/** Ranges up to now that are asked for most, in ms. They go on meaning that when the query is saved. */
const upToNow: ReadonlyMap<number, string> = new Map([
  [900_000, '15m'],
  [3_600_000, '1h'],
  [43_200_000, '12h'],
  [86_400_000, '1d'],
  [604_800_000, '7d'],
  [2_592_000_000, '30d'],
]);
/** Between choosing a range and writing it, in ms. */
const moment = 120_000;

/** A range as `typedRange` reads it back. */
function rangeText({ from, to }: TimeRange, now: number): string {
  if (from === 0 && to === endOfTime) return 'start to end';
  const recent = Math.abs(now - to) < moment ? upToNow.get(to - from) : undefined;
  // Of two times the second one is read with what happened in it.
  return recent ?? `${isoTime(from)} to ${isoTime(to - 1)}`;
}
