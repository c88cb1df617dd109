import * as vscode from 'vscode';
import type { AuditLog } from '../audit/table/auditLog';
import { shortMeaning } from '../audit/describe/shortMeaning';
import { duration } from '../audit/time/moments';
import type { AuditDocuments } from './auditDocuments';

/** Whether hints are shown. */
export interface HintSetting {
  readonly value: 'on' | 'off';
  readonly onDidChange: vscode.Event<unknown>;
}

/** Longer words are cut in the line; the hint's own hover has them whole. */
const longest = 72;

/**
 * Words behind values, for the lines on the screen only: what an opcode does, why a command failed,
 * which role a user type is, how long after the event before.
 */
export class InlayHints implements vscode.InlayHintsProvider, vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<void>();
  readonly onDidChangeInlayHints = this.changes.event;
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly documents: AuditDocuments,
    private readonly setting: HintSetting,
  ) {
    this.subscription = setting.onDidChange(() => this.changes.fire());
  }

  async provideInlayHints(
    document: vscode.TextDocument,
    { start, end }: vscode.Range,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlayHint[]> {
    if (this.setting.value === 'off') return [];
    const log = await this.documents.read(document);
    if (log === undefined) return [];
    const hints: vscode.InlayHint[] = [];
    const first = Math.max(0, log.table.rowAtLine(start.line));
    for (let row = first; row < log.length && log.table.line(row) <= end.line; row++) {
      if (token.isCancellationRequested) return [];
      for (const hint of eventHints(log, row)) {
        if (hint.position.line >= start.line && hint.position.line <= end.line) hints.push(hint);
      }
    }
    return hints;
  }

  dispose(): void {
    this.subscription.dispose();
    this.changes.dispose();
  }
}

function* eventHints(log: AuditLog, row: number): Generator<vscode.InlayHint> {
  for (const field of log.event(row).fields) {
    const { line, column, length } = field.valueSpan;
    const at = new vscode.Position(line, column + length);
    if (field.id === 'time') {
      const elapsed = elapsedWords(log, row);
      if (elapsed !== undefined) yield hint(at, elapsed);
    }
    const meaning = shortMeaning(field);
    if (meaning !== undefined) yield hint(at, meaning.words);
  }
}

/** Nothing before the first event, nor where time does not go on from line to line. */
function elapsedWords({ table }: AuditLog, row: number): string | undefined {
  if (row === 0) return undefined;
  const elapsed = table.time(row) - table.time(row - 1);
  return elapsed >= 0 ? `+${duration(BigInt(Math.round(elapsed)))}` : undefined;
}

function hint(position: vscode.Position, words: string): vscode.InlayHint {
  const isCut = words.length > longest;
  const shown = new vscode.InlayHint(position, isCut ? `${words.slice(0, longest)}…` : words);
  shown.paddingLeft = true;
  if (isCut) shown.tooltip = words;
  return shown;
}
