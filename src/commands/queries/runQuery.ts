import * as vscode from 'vscode';
import { insightsLanguage } from '../../editor/languages';
import { isMistaken } from '../../queries/queryDocuments';
import { queryTitle } from '../../queries/queryTitle';
import { systemClock } from '../../sources/clock';
import { HumanError } from '../../sources/humanError';
import { runInsights, type InsightsProgress } from '../../sources/insights/insightsRun';
import { QueryMistake, type InsightsSource } from '../../sources/insights/insightsSource';
import type { InsightsTable } from '../../sources/insights/insightsTable';
import { readQueryDocument, type RunnableQuery } from '../../sources/insights/queryDocument';
import { costWords, estimateWords, priceWords } from '../../sources/insights/scanWords';
import { sizeWords } from '../../audit/figures/sizeWords';
import { typeInTerminal } from '../connections/signIn';
import type { CommandFactory, Context } from '../context';
import { withoutLinks } from '../notificationText';
import { withCancellableProgress, type ShowProgress } from '../progress';

/** A query goes on at the service, and costs, while somebody signs in: so long is waited for that, in ms. */
const loginPatience = 15 * 60_000;

/** Runs the query of the active document, and opens what it gives as a table. */
export const runQuery: CommandFactory = (context) => async () => {
  const document = activeQuery();
  const asked = context.clock();
  const query = context.queries.query(document);
  if (isMistaken(query)) {
    context.queries.mark(document, query);
    throw new HumanError(query[0]?.message ?? '');
  }
  const { insights } = context.sourceOf(query.connection);
  if (insights === undefined) {
    throw new HumanError(
      vscode.l10n.t(
        'Connection {0} has no Logs Insights: it runs in AWS, over clusters there. Write another connection into the first line; the sample can be searched and filtered.',
        query.connection,
      ),
    );
  }
  const title = queryTitle(document);
  const run = vscode.l10n.t('Query with Logs Insights: {0}', title);
  if (!(await mayScan(context, query, run))) return;
  const table = await withCancellableProgress(run, (cancelled, progress) =>
    context.queryRuns.run(cancelled, (signal) =>
      tableOf(context, document, insights, query, signal, progress),
    ),
  );
  const uri = await context.results.add({ title, query, asked, table });
  await vscode.window.showTextDocument(uri, { preview: false });
  sayMissing(table);
};

/** The document of a query that the editor shows. */
export function activeQuery(): vscode.TextDocument {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId === insightsLanguage) return document;
  throw new HumanError(
    vscode.l10n.t('Open a query first: a .cwli file, or “Query with Logs Insights” on a cluster.'),
  );
}

/** Finds out how much a query scans at most, and asks where that is much or cannot be known. */
async function mayScan(context: Context, query: RunnableQuery, title: string): Promise<boolean> {
  await learn(context, query, title);
  const bytes = context.queries.estimate(query);
  if (bytes !== undefined && bytes < context.askAbove()) return true;
  const run = vscode.l10n.t('Run');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Run this query?'),
    {
      modal: true,
      detail:
        bytes === undefined
          ? unknownScan()
          : vscode.l10n.t(
              'It {0} ({1}). A shorter range scans less.',
              estimateWords(bytes),
              priceWords(),
            ),
    },
    run,
  );
  return answer === run;
}

/** Why there is no estimate. */
export function unknownScan(): string {
  return vscode.l10n.t(
    'How much this query scans is not known: nothing says how much its log groups hold.',
  );
}

/** Without the right to list log groups the query runs all the same. */
export async function learn(
  { queries, log }: Pick<Context, 'queries' | 'log'>,
  query: RunnableQuery,
  title: string,
): Promise<void> {
  await withCancellableProgress(title, async (signal) => {
    try {
      await queries.learn(query, signal);
    } catch (error) {
      if (signal.aborted || !(error instanceof HumanError)) throw error;
      log.warn(error.message);
    }
  });
}

async function tableOf(
  { queries }: Context,
  document: vscode.TextDocument,
  insights: InsightsSource,
  query: RunnableQuery,
  signal: AbortSignal,
  progress: ShowProgress,
): Promise<InsightsTable> {
  const { version } = document;
  let told: HumanError | undefined;
  try {
    const running = runInsights(insights, query, {
      clock: systemClock,
      random: Math.random,
      signal,
      loginPatience,
    });
    for (;;) {
      const step = await running.next();
      if (step.done === true) return step.value;
      const { partsDone, parts, trouble } = step.value;
      if (trouble !== undefined && trouble.message !== told?.message) offerSignIn(trouble);
      told = trouble;
      progress(partsDone / Math.max(1, parts), trouble?.message ?? progressWords(step.value));
    }
  } catch (error) {
    // The text may be another one by now.
    if (error instanceof QueryMistake && document.version === version) {
      const { textAt } = readQueryDocument(document.getText());
      const { from, to } = error.place ?? { from: 0, to: query.text.trimEnd().length };
      const place = { from: textAt + from, to: textAt + to };
      queries.mark(document, [{ message: error.message, place }]);
    }
    throw error;
  }
}

/** The run asks again by itself: all that it takes is to sign in. */
function offerSignIn({ message, remedy, terminal }: HumanError): void {
  if (remedy !== 'signIn' || terminal === undefined) return;
  const signIn = vscode.l10n.t('Sign In');
  void vscode.window.showWarningMessage(withoutLinks(message), signIn).then((answer) => {
    if (answer === signIn) typeInTerminal(terminal);
  });
}

function progressWords({ bytesScanned, rows, parts, partsDone }: InsightsProgress): string {
  const size = sizeWords(bytesScanned);
  const count = rows.toLocaleString(vscode.env.language);
  const words = vscode.l10n.t('{0} scanned, {1}; {2} rows', size, costWords(bytesScanned), count);
  return parts > 1 ? vscode.l10n.t('{0}; part {1} of {2}', words, partsDone + 1, parts) : words;
}

/** What the notes of the table say too, for who looks at the rows. */
function sayMissing({ unread, rows }: InsightsTable): void {
  const [first] = unread;
  if (first === undefined) return;
  void vscode.window.showWarningMessage(
    withoutLinks(
      vscode.l10n.t(
        'The result is not whole: {0} rows came. {1} The first lines of the result say what is missing.',
        rows.length.toLocaleString(vscode.env.language),
        first.reason,
      ),
    ),
  );
}
