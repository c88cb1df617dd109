import * as vscode from 'vscode';
import { Ended } from '../audit/table/eventTable';
import { duration } from '../audit/time/moments';
import type { AuditDocuments } from './auditDocuments';
import { auditLanguage } from './languages';

/** How long a selection that is being made rests before it is counted, in ms. */
const restMs = 100;

/** Says in the status bar how many events are selected, over what time, and how many of them failed. */
export class SelectionStatus implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem(
    'cloudhsm.selection',
    vscode.StatusBarAlignment.Right,
    101, // beside VS Code's own count of what is selected
  );
  private timer: NodeJS.Timeout | undefined;
  private readonly subscription: vscode.Disposable;

  constructor(private readonly documents: AuditDocuments) {
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
    this.timer = setTimeout(() => this.update(), restMs);
  }

  private update(): void {
    const editor = vscode.window.activeTextEditor;
    const isShown =
      editor?.document.languageId === auditLanguage &&
      !editor.selections.every((one) => one.isEmpty);
    const count = isShown ? counted(this.documents, editor) : undefined;
    if (count === undefined || count.events === 0) {
      this.item.hide();
      return;
    }
    const words = statusWords(count);
    this.item.text = words;
    this.item.tooltip = vscode.l10n.t('In the selection: {0}', words);
    this.item.accessibilityInformation = { label: vscode.l10n.t('In the selection: {0}', words) };
    this.item.show();
  }
}

interface Count {
  readonly events: number;
  readonly failures: number;
  /** From the earliest to the latest event in µs; undefined where fewer than two have a time. */
  readonly usecs: number | undefined;
}

/** The events that a selection touches. */
function counted(documents: AuditDocuments, { document, selections }: vscode.TextEditor): Count {
  const log = documents.log(document);
  const { table } = log;
  let [events, failures] = [0, 0];
  let [first, last] = [Infinity, -Infinity];
  let next = 0; // two selections may touch one event
  const inOrder = [...selections].sort((one, other) => one.start.compareTo(other.start));
  for (const selection of inOrder.filter(({ isEmpty }) => !isEmpty)) {
    const start = document.offsetAt(selection.start);
    const end = document.offsetAt(selection.end);
    const at = log.rowAtOrBefore(start);
    const from = at === undefined ? 0 : table.end(at) > start ? at : at + 1;
    for (let row = Math.max(from, next); row < log.length && table.start(row) < end; row++) {
      next = row + 1;
      events++;
      if (table.ended(row) === Ended.failure) failures++;
      const time = table.time(row);
      if (isNaN(time)) continue;
      first = Math.min(first, time);
      last = Math.max(last, time);
    }
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
