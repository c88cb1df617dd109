import * as vscode from 'vscode';
import type { TailDocument } from './tailDocument';
import type { TailDocuments } from './tailDocuments';
import { tailNotice } from './tailNotice';

/** What the buttons of a tail go by. */
const modeKey = 'cloudhsm.tailMode';

/** Says in the status bar how the tail in the active editor goes; a click pauses it or goes on. */
export class TailStatus implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem(
    'cloudhsm.tail',
    vscode.StatusBarAlignment.Left,
    50,
  );
  private readonly subscription: vscode.Disposable;
  private mode: TailDocument['mode'] | undefined;

  constructor(
    private readonly tails: TailDocuments,
    private readonly report: (error: unknown) => void,
  ) {
    this.item.name = vscode.l10n.t('CloudHSM: Tail');
    this.subscription = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor(() => this.update()),
      tails.onDidChangeState(() => this.update()),
    );
    this.update();
  }

  dispose(): void {
    vscode.Disposable.from(this.subscription, this.item).dispose();
  }

  private update(): void {
    const editor = vscode.window.activeTextEditor;
    const tail = editor && this.tails.get(editor.document.uri);
    if (tail?.mode !== this.mode) {
      this.mode = tail?.mode;
      void Promise.resolve(vscode.commands.executeCommand('setContext', modeKey, this.mode)).catch(
        this.report,
      );
    }
    if (tail === undefined) {
      this.item.hide();
      return;
    }
    this.item.text = `${icon(tail)} ${words(tail)}`;
    this.item.tooltip = explained(tail);
    this.item.backgroundColor = background(tail);
    this.item.accessibilityInformation = { label: `${words(tail)}. ${explained(tail)}` };
    this.item.command = tail.mode === 'running' ? 'cloudhsm.pauseTail' : 'cloudhsm.resumeTail';
    this.item.show();
  }
}

function icon({ mode, failure, state }: TailDocument): string {
  if (failure !== undefined) return '$(error)';
  if (mode === 'stopped') return '$(debug-stop)';
  if (mode === 'paused') return '$(debug-pause)';
  return state?.trouble === undefined ? '$(pulse)' : '$(warning)';
}

/** What somebody has to know stands out. */
function background({ failure, mode, state }: TailDocument): vscode.ThemeColor | undefined {
  if (failure !== undefined) return new vscode.ThemeColor('statusBarItem.errorBackground');
  const warns = mode === 'running' && (state?.trouble !== undefined || state?.isSampled === true);
  return warns ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
}

/** How a tail goes, in a few words. */
function words(tail: TailDocument): string {
  const { failure, fallen, length, mode, state, waiting } = tail;
  const shown = length === 1 ? vscode.l10n.t('1 event') : vscode.l10n.t('{0} events', length);
  const count =
    fallen === 0 ? shown : vscode.l10n.t('newest {0} of {1} events', length, length + fallen);
  if (failure !== undefined) return vscode.l10n.t('Tail failed');
  if (mode === 'stopped') return vscode.l10n.t('Tail stopped, {0}', count);
  if (mode === 'paused') return vscode.l10n.t('Tail paused, {0} more', waiting);
  if (state?.trouble !== undefined) return vscode.l10n.t('Tail interrupted, {0}', count);
  if (state?.isSampled === true) return vscode.l10n.t('Live, sampled, {0}', count);
  if (state?.way === 'live') return vscode.l10n.t('Live, {0}', count);
  if (state?.way === 'polling') return vscode.l10n.t('Polling, {0}', count);
  return vscode.l10n.t('Tail begins');
}

/** What that means and what can be done, in sentences. */
function explained(tail: TailDocument): string {
  const { fallen, mode, state } = tail;
  const notice = tailNotice(tail);
  const sentences = notice === undefined ? [] : [notice.sentence];
  if (mode !== 'running' || notice?.kind === 'troubled') {
    // How events come is of no interest while none do.
  } else if (state?.way === 'live') {
    sentences.push(vscode.l10n.t('CloudWatch sends the events as it gets them.'));
  } else if (state?.way === 'polling') {
    sentences.push(vscode.l10n.t('{0} The log is asked every two seconds.', state.reason ?? ''));
  }
  if (fallen > 0) {
    sentences.push(
      vscode.l10n.t(
        '{0} older events have fallen off (setting cloudhsm.tail.maxEvents). "Open Tailed Log" opens the log with them.',
        fallen,
      ),
    );
  }
  sentences.push(
    mode === 'running' ? vscode.l10n.t('Click to pause.') : vscode.l10n.t('Click to go on.'),
  );
  return sentences.join('\n\n');
}
