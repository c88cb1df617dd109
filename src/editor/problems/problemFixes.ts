import * as vscode from 'vscode';
import type { AuditDocuments } from '../auditDocuments';
import type { FetchedDocument, FetchedLookup } from '../fetched/fetchedDocument';
import { partlyLoaded } from './problems';
import { problemCode, problemSource } from './problemSource';

/** Findings that events may answer which were asked for and are not here. */
const answeredByMissing: readonly string[] = [
  partlyLoaded,
  'sequence-gap',
  'late-start',
  'filtered-log',
];

/** Those that older events may answer: none of them lies between two that are here. */
const answeredByOlder: readonly string[] = [partlyLoaded, 'late-start', 'filtered-log'];

/** What may be done about a problem: fetch what is missing, or hide it. */
export class ProblemFixes implements vscode.CodeActionProvider {
  constructor(
    private readonly fetched: FetchedLookup,
    private readonly documents: AuditDocuments,
  ) {}

  provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const { uri } = document;
    const own = diagnostics.filter(
      ({ code, source }) => source === problemSource && code !== undefined,
    );
    const fetched = this.fetched(uri);
    const way = fetched && wayToMore(fetched);
    return own.flatMap((problem) => {
      const code = problemCode(problem);
      const fetch =
        way?.answers.includes(code) === true
          ? action(way.title, problem, { command: way.command, arguments: [uri] })
          : undefined;
      const again =
        fetched && code === 'sequence-gap' ? this.againFix(document, problem) : undefined;
      const preferred = fetch ?? again;
      if (preferred) preferred.isPreferred = true;
      return [
        ...(fetch ? [fetch] : []),
        ...(again ? [again] : []),
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

  /** Asks again for exactly the time of a gap, between the two events at its sides. */
  private againFix(
    document: vscode.TextDocument,
    problem: vscode.Diagnostic,
  ): vscode.CodeAction | undefined {
    const before = problem.relatedInformation?.[0]?.location.range;
    if (before === undefined) return undefined;
    const log = this.documents.log(document);
    const times = [before, problem.range].map(({ start }) => {
      const row = log.rowAt(document.offsetAt(start));
      return row === undefined ? NaN : log.table.time(row) / 1000;
    });
    const part = { from: Math.floor(Math.min(...times)), to: Math.floor(Math.max(...times)) + 1 };
    if (isNaN(part.from)) return undefined;
    return action(vscode.l10n.t('Fetch the time of this gap again'), problem, {
      command: 'cloudhsm.fetchGap',
      arguments: [document.uri, part],
    });
  }
}

/** A command that fetches what a document lacks, and the findings that this may answer. */
interface WayToMore extends vscode.Command {
  readonly answers: readonly string[];
}

/** How the events that a document lacks are fetched; undefined where it lacks none. */
function wayToMore({ hasOlder, isRange, missing }: FetchedDocument): WayToMore | undefined {
  if (missing !== undefined) {
    return {
      title: isRange
        ? vscode.l10n.t('Fetch what is missing of the range')
        : vscode.l10n.t('Fetch what is missing of the stream'),
      command: 'cloudhsm.openNewerEvents',
      answers: answeredByMissing,
    };
  }
  if (isRange || !hasOlder) return undefined;
  return {
    title: vscode.l10n.t('Open older events'),
    command: 'cloudhsm.openOlderEvents',
    answers: answeredByOlder,
  };
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
