import * as vscode from 'vscode';
import { plainLabel } from '../plainLabel';

/** What the reader of a tail has to know beside its events. */
export interface TailNotice {
  readonly kind: 'failed' | 'troubled' | 'sampled' | 'paused' | 'stopped';
  readonly sentence: string;
}

/** Gives it; undefined for a tail that simply runs, and for any other document. */
export type TailNoticeLookup = (uri: vscode.Uri) => TailNotice | undefined;

/** Under the newest event of a tail, where its reader looks: that it does not go on, and why. */
export class TailLens implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changes.event;
  private readonly subscription: vscode.Disposable;
  private shown: string | undefined;

  /** @param onDidChange fires when a tail goes another way, or has other events */
  constructor(
    private readonly notice: TailNoticeLookup,
    onDidChange: vscode.Event<vscode.Uri>,
  ) {
    this.subscription = onDidChange((uri) => {
      // It fires with each batch of events; lenses are asked for anew only when they say something else.
      const shown = `${uri.toString()} ${JSON.stringify(notice(uri))}`;
      if (shown === this.shown) return;
      this.shown = shown;
      this.changes.fire();
    });
  }

  provideCodeLenses({ lineCount, uri }: vscode.TextDocument): vscode.CodeLens[] {
    const notice = this.notice(uri);
    if (notice === undefined) return [];
    const end = new vscode.Range(lineCount - 1, 0, lineCount - 1, 0);
    const goesOn = notice.kind === 'troubled' || notice.kind === 'sampled';
    const words = new vscode.CodeLens(end, {
      title: `${icons[notice.kind]} ${plainLabel(notice.sentence, 400)}`,
      command: goesOn ? '' : 'cloudhsm.resumeTail',
    });
    if (goesOn) return [words];
    const resume = new vscode.CodeLens(end, {
      title: `$(debug-continue) ${vscode.l10n.t('Resume')}`,
      command: 'cloudhsm.resumeTail',
    });
    return [words, resume];
  }

  dispose(): void {
    this.subscription.dispose();
    this.changes.dispose();
  }
}

const icons: Readonly<Record<TailNotice['kind'], string>> = {
  failed: '$(error)',
  troubled: '$(warning)',
  sampled: '$(warning)',
  paused: '$(debug-pause)',
  stopped: '$(debug-stop)',
};
