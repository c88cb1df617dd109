import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { escaped } from '../../audit/export/markdown';
import { printable } from '../../audit/text/printable';
import type { AwsConnection } from '../../sources/connections/connection';
import type { CheckOutcome, CheckStep } from '../../sources/check/checkSteps';
import { checkLogs, verdict } from '../../sources/check/logCheck';
import type { LogSource } from '../../sources/logSource';
import { checkAddress, type CheckAddress } from './checkAddress';
import { ReadonlyFiles, type FileContent, type FileContents } from '../files/readonlyFiles';
import type { FindSource } from '../streams/streamDocuments';

/** The reports on why a cluster has no logs, as the Markdown files of the scheme `cloudhsm-check`. */
export class CheckDocuments implements FileContents, vscode.Disposable {
  private readonly reports = new Map<string, Promise<FileContent>>();
  private readonly subscription: vscode.Disposable;
  readonly files: ReadonlyFiles;

  /**
   * @param findConnection undefined for the sample
   * @param clock Unix ms
   * @param report takes every error, for the log
   */
  constructor(
    private readonly findSource: FindSource,
    private readonly findConnection: (name: string) => AwsConnection | undefined,
    private readonly clock: () => number,
    report: (error: unknown) => void,
  ) {
    this.files = new ReadonlyFiles(this, report);
    this.subscription = vscode.workspace.onDidCloseTextDocument((document) => {
      if (document.isClosed) this.reports.delete(document.uri.toString());
    });
  }

  async read(uri: vscode.Uri): Promise<FileContent | undefined> {
    const address = checkAddress(uri);
    if (address === undefined) return undefined;
    return this.reports.get(uri.toString()) ?? this.check(uri);
  }

  /** Checks anew, and shows it wherever the report is open. */
  async check(uri: vscode.Uri, signal?: AbortSignal): Promise<FileContent> {
    const address = checkAddress(uri);
    if (address === undefined) throw new Error(`No report has the address ${uri.toString()}.`);
    const key = uri.toString();
    const checking = this.reportOn(address, signal);
    this.reports.set(key, checking);
    // The caller sees the error; the next try asks anew.
    checking.catch(() => this.reports.delete(key));
    const report = await checking;
    this.files.changed(uri);
    return report;
  }

  dispose(): void {
    vscode.Disposable.from(this.subscription, this.files).dispose();
  }

  private async reportOn(
    { connection, logGroup }: CheckAddress,
    signal: AbortSignal | undefined,
  ): Promise<FileContent> {
    const name = logGroup.slice(logGroup.lastIndexOf('/') + 1);
    const aws = this.findConnection(connection);
    const now = this.clock();
    const source = this.findSource(connection);
    const steps = await checkLogs(
      {
        cluster: { logGroup, name, arn: undefined },
        source,
        region: aws?.region,
        profile: aws?.profile,
        now: (await healthTime(source)) ?? now,
      },
      signal,
    );
    return { text: reportText(name, connection, now, steps), changed: now };
  }
}

/** Unix ms: the sample's time stands still. Undefined where nothing tells it; the steps say why themselves. */
async function healthTime(source: LogSource): Promise<number | undefined> {
  try {
    return (await source.health?.())?.now();
  } catch {
    return undefined;
  }
}

/** A report as Markdown. Names in it come from outside: everything is escaped. */
export function reportText(
  name: string,
  connection: string,
  now: number,
  steps: readonly CheckStep[],
): string {
  const time = new Date(now).toISOString().replace('T', ' ').slice(0, 19);
  const head = [
    `# ${escaped(l10n.t('Logs of {0}', name))}`,
    escaped(
      l10n.t('Checked at {0} UTC by way of connection {1}. {2}', time, connection, verdict(steps)),
    ),
  ];
  return `${[...head, ...steps.map(stepText)].join('\n\n')}\n`;
}

function stepText({ title, outcome, finding, remedy, command }: CheckStep, index: number): string {
  const parts = [
    `## ${index + 1}\\. ${escaped(title)}: ${outcomeWord(outcome)}`,
    escaped(finding),
    ...(remedy === undefined ? [] : [escaped(remedy)]),
    ...(command === undefined ? [] : [codeBlock(command)]),
  ];
  return parts.join('\n\n');
}

function outcomeWord(outcome: CheckOutcome): string {
  switch (outcome) {
    case 'passed':
      return `✓ ${l10n.t('passed')}`;
    case 'failed':
      return `✗ ${l10n.t('failed')}`;
    case 'unknown':
      return `? ${l10n.t('not known')}`;
  }
}

/** A fence that is longer than any in the text cannot be ended by it. */
function codeBlock(text: string): string {
  const shown = printable(text, 2048);
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `${fence}sh\n${shown}\n${fence}`;
}
