import * as vscode from 'vscode';
import type { FetchedLookup } from './fetchedDocument';
import { partlyLoaded, problemSource } from './problems';

/** Findings that older events may answer. */
const answeredByOlder: readonly string[] = [
  partlyLoaded,
  'sequence-gap',
  'late-start',
  'filtered-log',
];

/** What may be done about a problem: fetch what is missing, or hide it. */
export class ProblemFixes implements vscode.CodeActionProvider {
  constructor(private readonly fetched: FetchedLookup) {}

  provideCodeActions(
    { uri }: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const own = diagnostics.filter(({ source }) => source === problemSource);
    const hasOlder = this.fetched(uri)?.hasOlder === true;
    return own.flatMap((problem) => {
      const code = codeOf(problem);
      const fetch = action(vscode.l10n.t('Open older events'), problem, {
        command: 'cloudhsm.openOlderEvents',
        arguments: [uri],
      });
      fetch.isPreferred = true;
      return [
        ...(hasOlder && answeredByOlder.includes(code) ? [fetch] : []),
        action(vscode.l10n.t('Hide “{0}” in this file', code), problem, {
          command: 'cloudhsm.hideProblems',
          arguments: [uri, code],
        }),
        action(vscode.l10n.t('Change what “{0}” counts as…', code), problem, {
          command: 'workbench.action.openSettings',
          arguments: ['cloudhsm.check.rules'],
        }),
      ];
    });
  }
}

function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

function action(
  title: string,
  problem: vscode.Diagnostic,
  command: Omit<vscode.Command, 'title'>,
): vscode.CodeAction {
  const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  made.diagnostics = [problem];
  made.command = { title, ...command };
  return made;
}
