import * as vscode from 'vscode';
import type { AuditLog } from '../../audit/table/auditLog';
import { checkSteps, type CheckOptions } from '../../audit/check/checkLog';
import { checkByCode, type Severity } from '../../audit/check/checks';
import type { Finding } from '../../audit/check/finding';
import { hostSlicing, inSlices } from '../../audit/slices';
import { firstLine } from '../../audit/subjects/subjectPlaces';
import type { AuditDocuments } from '../auditDocuments';
import { EventNames } from '../symbols/eventName';
import { rangeOf } from '../eventRange';
import type { Excerpt, Excerpts } from './excerpt';
import { auditLanguage } from '../languages';
import { problemSource } from './problemSource';

/** The code of the remark on a document that holds a part of its stream only. */
export const partlyLoaded = 'partly-loaded';

/** How long typing rests before a log is checked again, in ms. */
const restMs = 400;

/** VS Code shows no more of one file. */
const most = 1000;

/** What the setting makes of a rule. */
type Level = Severity | 'hint' | 'off';

/** Which findings are shown, and how. */
export interface ProblemRules {
  /** The setting for a file, as it is written: a code or `*`, and a level. May be anything. */
  levels(uri: vscode.Uri): unknown;
  isHidden(uri: vscode.Uri, code: string): boolean;
  readonly onDidChange: vscode.Event<unknown>;
}

/**
 * What the check finds in the open audit documents, as Problems. A document is checked when it opens and
 * when typing rests, never while a key is pressed, and in slices, so that whatever else waits has its turn.
 */
export class Problems implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('cloudhsm');
  /** The check of each document, whether it waits, runs or is done. */
  private readonly checks = new Map<vscode.TextDocument, AbortController>();
  private readonly subscription: vscode.Disposable;

  /** @param report takes every error, for the log */
  constructor(
    private readonly documents: AuditDocuments,
    private readonly rules: ProblemRules,
    private readonly excerpts: Excerpts,
    private readonly report: (error: unknown) => void,
  ) {
    this.subscription = vscode.Disposable.from(
      vscode.workspace.onDidOpenTextDocument((document) => this.checkIn(document, 0)),
      vscode.workspace.onDidChangeTextDocument(({ contentChanges, document }) => {
        if (contentChanges.length > 0) this.checkIn(document, restMs);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => this.forget(document)),
      rules.onDidChange(() => this.checkAll()),
      excerpts.onDidChange((uri) => this.checkAgain(uri)),
    );
    this.checkAll();
  }

  dispose(): void {
    for (const check of this.checks.values()) check.abort();
    this.checks.clear();
    vscode.Disposable.from(this.subscription, this.collection).dispose();
  }

  private checkAll(): void {
    for (const document of vscode.workspace.textDocuments) this.checkIn(document, 0);
  }

  /** Behind the change of the text that mostly comes with it. */
  private checkAgain(uri: vscode.Uri): void {
    for (const document of vscode.workspace.textDocuments) {
      if (document.uri.toString() === uri.toString()) this.checkIn(document, restMs);
    }
  }

  private checkIn(document: vscode.TextDocument, ms: number): void {
    if (document.languageId !== auditLanguage) return;
    this.checks.get(document)?.abort();
    const check = new AbortController();
    this.checks.set(document, check);
    const timer = setTimeout(() => void this.check(document, check.signal), ms);
    check.signal.addEventListener('abort', () => clearTimeout(timer));
  }

  private async check(document: vscode.TextDocument, signal: AbortSignal): Promise<void> {
    if (document.isClosed) return;
    try {
      const log = await this.documents.read(document);
      if (log === undefined || signal.aborted) return;
      const problems = await inSlices(this.problemSteps(document, log), hostSlicing, signal);
      this.collection.set(document.uri, problems);
    } catch (error) {
      if (!signal.aborted) this.report(error);
    }
  }

  private forget(document: vscode.TextDocument): void {
    this.checks.get(document)?.abort();
    this.checks.delete(document);
    this.collection.delete(document.uri);
  }

  private *problemSteps(
    { uri }: vscode.TextDocument,
    log: AuditLog,
  ): Generator<undefined, vscode.Diagnostic[], undefined> {
    const excerpt = this.excerpts.of(uri);
    const names = new EventNames(log);
    const findings = yield* checkSteps(log, checkOptions(excerpt));
    const listed = findings
      .map((finding) => ({ finding, level: this.level(uri, finding.code, finding.severity) }))
      .filter(({ level }) => level !== 'off')
      .sort((one, other) => severities[one.level] - severities[other.level]);
    // A place each for what is said of the document and of those that are left out.
    const worst = listed.length > most - 1 ? listed.slice(0, most - 2) : listed;
    const shown: vscode.Diagnostic[] = [];
    for (const { finding, level } of worst) {
      shown.push(diagnostic(uri, log, names, finding, severities[level]));
      yield;
    }
    const left = listed.length - worst.length;
    if (left > 0) shown.unshift(moreRemark(log, left));
    if (excerpt === undefined || log.length === 0) return shown;
    const level = this.level(uri, partlyLoaded, 'information');
    return level === 'off' ? shown : [excerptRemark(log, excerpt, severities[level]), ...shown];
  }

  private level(uri: vscode.Uri, code: string, own: Severity): Level {
    if (this.rules.isHidden(uri, code)) return 'off';
    const levels = Object(this.rules.levels(uri)) as Readonly<Record<string, unknown>>;
    const set = levels[code] ?? levels['*'];
    return isLevel(set) ? set : own;
  }
}

const severities: Readonly<Record<Level, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
  off: vscode.DiagnosticSeverity.Hint,
};

function isLevel(value: unknown): value is Level {
  return typeof value === 'string' && Object.hasOwn(severities, value);
}

function diagnostic(
  uri: vscode.Uri,
  log: AuditLog,
  names: EventNames,
  { code, field, related, row, sentence }: Finding,
  severity: vscode.DiagnosticSeverity,
): vscode.Diagnostic {
  const span = log.event(row).fields.find(({ id }) => id === field)?.valueSpan;
  const range = rangeOf(span ?? firstLine(log, row));
  const problem = new vscode.Diagnostic(range, sentence, severity);
  problem.source = problemSource;
  const page = checkByCode(code)?.link;
  problem.code = page === undefined ? code : { value: code, target: vscode.Uri.parse(page) };
  if (related !== undefined) {
    problem.relatedInformation = [
      new vscode.DiagnosticRelatedInformation(
        new vscode.Location(uri, rangeOf(firstLine(log, related))),
        vscode.l10n.t('Compared with this event: {0}', names.name(related)),
      ),
    ];
  }
  return problem;
}

function moreRemark(log: AuditLog, left: number): vscode.Diagnostic {
  const remark = new vscode.Diagnostic(
    rangeOf(firstLine(log, 0)),
    vscode.l10n.t(
      'There are {0} more problems in this log than fit into this list. The command line prints all of them: cloudhsm-logs check. Hide a rule to make room.',
      left.toLocaleString(vscode.env.language),
    ),
    vscode.DiagnosticSeverity.Information,
  );
  remark.source = problemSource;
  return remark;
}

function checkOptions(excerpt: Excerpt | undefined): CheckOptions {
  if (excerpt === undefined) return {};
  return excerpt === 'search' ? { partial: true, filtered: true } : { partial: true };
}

function excerptRemark(
  log: AuditLog,
  excerpt: Excerpt,
  severity: vscode.DiagnosticSeverity,
): vscode.Diagnostic {
  const remark = new vscode.Diagnostic(
    rangeOf(firstLine(log, 0)),
    excerptWords(excerpt, log.length),
    severity,
  );
  remark.source = problemSource;
  remark.code = partlyLoaded;
  return remark;
}

function excerptWords(excerpt: Excerpt, events: number): string {
  switch (excerpt) {
    case 'newest':
      return vscode.l10n.t(
        'This document holds the newest {0} events of its stream. That older ones are not here is no gap; open them to check the whole.',
        events,
      );
    case 'range':
      return vscode.l10n.t(
        'This document holds {0} events of a time range. That those before and after are not here is no gap; open the whole log to check it.',
        events,
      );
    case 'incomplete':
      return vscode.l10n.t(
        'Only {0} events of what this document is to hold could be fetched, so that gaps in it may be none of the log. Above the first event stands what is missing; fetch it to check the whole.',
        events,
      );
    case 'search':
      return vscode.l10n.t(
        'This document holds the {0} events that a search found. That others are not here is no gap; open the stream to check it.',
        events,
      );
  }
}
