import * as vscode from 'vscode';
import { Ended } from '../../audit/table/eventTable';
import { duration } from '../../audit/time/moments';
import type { AuditDocuments } from '../auditDocuments';
import type { DecodedLookup } from '../decoded/decodedHover';
import { auditLanguage } from '../languages';
import { selectedLines, selectedRows, type SelectedEvent } from './selectedEvents';

/** How long a selection that is being made rests before it is counted, in ms. */
const restMs = 100;

/**
 * Says in the status bar how many events of a log, raw or decoded, are selected, over what time, and how
 * many of them failed.
 */
export class SelectionStatus implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem(
    'cloudhsm.selection',
    vscode.StatusBarAlignment.Right,
    101, // beside VS Code's own count of what is selected
  );
  private timer: NodeJS.Timeout | undefined;
  private readonly subscription: vscode.Disposable;

  /** @param report takes every error, for the log */
  constructor(
    private readonly documents: AuditDocuments,
    private readonly viewOf: DecodedLookup,
    private readonly report: (error: unknown) => void,
  ) {
    this.item.name = vscode.l10n.t('CloudHSM: Selected Events');
    this.subscription = vscode.Disposable.from(
      vscode.window.onDidChangeTextEditorSelection(() => this.updateAtRest()),
      vscode.window.onDidChangeActiveTextEditor(() => this.updateAtRest()),
    );
    this.updateAtRest();
  }

  dispose(): void {
    clearTimeout(this.timer);
    vscode.Disposable.from(this.subscription, this.item).dispose();
  }

  private updateAtRest(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.update().catch(this.report), restMs);
  }

  private async update(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const timer = this.timer;
    const isSelected = editor?.selections.some(({ isEmpty }) => !isEmpty) === true;
    const count = counted(isSelected ? await this.rowsOf(editor) : []);
    if (this.timer !== timer) return; // something else is selected since
    if (count.events === 0) {
      this.item.hide();
      return;
    }
    const words = statusWords(count);
    this.item.text = words;
    this.item.tooltip = vscode.l10n.t('In the selection: {0}', words);
    this.item.accessibilityInformation = { label: vscode.l10n.t('In the selection: {0}', words) };
    this.item.show();
  }

  private async rowsOf(editor: vscode.TextEditor): Promise<Iterable<SelectedEvent>> {
    const { document } = editor;
    if (document.languageId === auditLanguage) {
      const log = await this.documents.read(document);
      return log === undefined ? [] : selectedRows(log, editor);
    }
    const view = this.viewOf(document.uri);
    return view === undefined ? [] : selectedLines(view, editor);
  }
}

interface Count {
  readonly events: number;
  readonly failures: number;
  /** From the earliest to the latest event in µs; undefined where fewer than two have a time. */
  readonly usecs: number | undefined;
}

function counted(rows: Iterable<SelectedEvent>): Count {
  let [events, failures] = [0, 0];
  let [first, last] = [Infinity, -Infinity];
  for (const { table, row } of rows) {
    events++;
    if (table.ended(row) === Ended.failure) failures++;
    const time = table.time(row);
    if (isNaN(time)) continue;
    first = Math.min(first, time);
    last = Math.max(last, time);
  }
  return { events, failures, usecs: last > first ? last - first : undefined };
}

function statusWords({ events, failures, usecs }: Count): string {
  const parts = [
    events === 1 ? vscode.l10n.t('1 event') : vscode.l10n.t('{0} events', events),
    ...(usecs === undefined
      ? []
      : [vscode.l10n.t('over {0}', duration(BigInt(Math.round(usecs))))]),
    failures === 0
      ? vscode.l10n.t('no failure')
      : failures === 1
        ? vscode.l10n.t('1 failure')
        : vscode.l10n.t('{0} failures', failures),
  ];
  return parts.join(', ');
}
