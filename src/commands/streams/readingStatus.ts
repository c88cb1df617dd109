import * as vscode from 'vscode';
import { readingWords, type ReadSoFar } from '../../sources/fetch/readingWords';
import type { ReadingPace } from '../../sources/logSource';

/** How often the words change, in ms: faster than that nobody reads. */
const restMs = 250;

/** Says in the status bar how far a reading is and at what rate, until it is disposed of. */
export class ReadingStatus implements vscode.Disposable {
  private readonly started: number;
  private shownAt = -Infinity;

  /**
   * @param pace undefined where nothing holds the reading back
   * @param clock in ms
   */
  constructor(
    private readonly pace: () => ReadingPace | undefined,
    private readonly clock: () => number,
    private readonly item = vscode.window.createStatusBarItem(
      'cloudhsm.reading',
      vscode.StatusBarAlignment.Left,
      50,
    ),
  ) {
    this.started = clock();
    this.item.name = vscode.l10n.t('CloudHSM: Reading');
  }

  show(read: ReadSoFar): void {
    const now = this.clock();
    if (now - this.shownAt < restMs) return;
    this.shownAt = now;
    const pace = this.pace();
    const seconds = (now - this.started) / 1000;
    const text = readingWords(read, seconds, pace);
    this.item.text = `${pace?.isThrottled === true ? '$(watch)' : '$(cloud-download)'} ${text}`;
    this.item.tooltip = explained(pace);
    this.item.accessibilityInformation = { label: text };
    this.item.show();
  }

  dispose(): void {
    this.item.dispose();
  }
}

function explained(pace: ReadingPace | undefined): string {
  if (pace === undefined) return '';
  const allowed = vscode.l10n.t(
    'Up to {0} requests a second are sent now. CloudWatch counts them for the whole account and region; the rate follows what it takes.',
    pace.perSecond.toFixed(1),
  );
  if (!pace.isThrottled) return allowed;
  return `${vscode.l10n.t('CloudWatch has turned requests away: the rate was halved, and they are sent again.')}\n\n${allowed}`;
}
