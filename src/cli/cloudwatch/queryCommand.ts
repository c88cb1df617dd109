import * as l10n from '@vscode/l10n';
import { printable, quoted } from '../../audit/text/printable';
import { sizeWords } from '../../audit/figures/sizeWords';
import { systemClock } from '../../sources/clock';
import { rangeWords } from '../../sources/fetch/unreadWords';
import { HumanError } from '../../sources/humanError';
import { mostLogGroups, mostRows, type InsightsQuery } from '../../sources/insights/insightsQuery';
import { runInsights } from '../../sources/insights/insightsRun';
import { QueryMistake, type InsightsSource } from '../../sources/insights/insightsSource';
import type { InsightsTable } from '../../sources/insights/insightsTable';
import { estimateBytes } from '../../sources/insights/queryCost';
import { costWords, estimateWords, priceWords } from '../../sources/insights/scanWords';
import { type Command, type CommandWords, stringValue } from '../command';
import { exitCodes } from '../exitCodes';
import type { Io } from '../io';
import { untilInterrupted } from './askedEvents';
import { clusterOf, connectionHelp, connectionOptions, sourceOf } from './connectionOptions';
import { libraryHelp, queryMistake, queryTextOf } from './queryText';
import { tableFormats, tableText } from './tableFormats';
import { timeMistake, timeRangeOf } from './timeOption';

/** How far back it begins, in ms. */
const defaultBack = 86_400_000;

/** Asks CloudWatch Logs Insights. */
export const query: Command = {
  name: 'query',
  options: {
    ...connectionOptions,
    query: { type: 'string' },
    estimate: { type: 'boolean' },
    since: { type: 'string' },
    until: { type: 'string' },
    format: { type: 'string', choices: tableFormats },
  },
  summary: () => l10n.t('ask CloudWatch Logs Insights, with queries that are there or your own'),
  help: () =>
    l10n.t(
      "usage: cloudhsm-logs query [OPTION…] --query QUERY GROUP…\n\nAsks CloudWatch Logs Insights, which AWS bills by the gigabyte that it scans; how much that was is\nsaid at the end. GROUP is a log group or the id of a cluster; there may be several.\n\n  --query NAME     one of these:\n\n{0}\n  --query TEXT     a query of your own: 'stats count(*) by @logStream'\n  --query -        a query from standard input\n  --estimate       run nothing: say what the query scans at most, and what that costs\n  --since TIME     from then on: 2h, 3d, 2026-03-12, 2026-03-12T03:12:07Z (default: 1d)\n  --until TIME     up to this time, without it\n  --format table   a line a row, for people (the default)\n  --format ndjson  one JSON object a row, all values as texts\n  --format csv     comma separated values with a header, for spreadsheets\n{1}\nTimes without an offset are UTC. Where rows of single events do not fit into one answer, the time is\ncut and asked for in parts.\n\nexit code: 0 every row is printed; 1 not all could be read; 2 the command line is wrong.\n",
      libraryHelp(),
      connectionHelp(),
    ),
  mistake: (words) => groupsMistake(words) ?? queryMistake(words) ?? timeMistake(words),
  run: (words, io) => untilInterrupted(io, ({ signal }) => run(words, io, signal)),
};

async function run(words: CommandWords, io: Io, signal: AbortSignal): Promise<number> {
  const now = systemClock.now();
  const { insights } = await sourceOf(words, io, signal);
  if (insights === undefined) throw new HumanError(l10n.t('Only CloudWatch answers queries.'));
  const asked: InsightsQuery = {
    logGroups: words.words.map((name) => clusterOf(name).logGroup),
    text: await queryTextOf(words, io),
    range: timeRangeOf(words, now, now - defaultBack),
    limit: mostRows,
  };
  if (words.values.estimate === true) {
    await io.write(`${await estimate(insights, asked, now, signal)}\n`);
    return exitCodes.done;
  }
  const table = await tableOf(insights, asked, signal);
  await io.write(tableText(table, stringValue(words, 'format')));
  for (const sentence of notes(table)) io.complain(`cloudhsm-logs: ${printable(sentence, 2048)}\n`);
  return table.unread.length === 0 ? exitCodes.done : exitCodes.found;
}

/** What a query scans at most, in a sentence. */
async function estimate(
  insights: InsightsSource,
  { logGroups, range }: InsightsQuery,
  now: number,
  signal: AbortSignal,
): Promise<string> {
  const stored = await Promise.all(logGroups.map((group) => insights.stored(group, signal)));
  const known = stored.filter((logs) => logs !== undefined);
  const bytes = known.length < stored.length ? undefined : estimateBytes(known, range, now);
  return bytes === undefined
    ? l10n.t('How much the query scans is not known: nothing says how much its log groups hold.')
    : l10n.t('The query {0} ({1}).', estimateWords(bytes), priceWords());
}

async function tableOf(
  insights: InsightsSource,
  asked: InsightsQuery,
  signal: AbortSignal,
): Promise<InsightsTable> {
  const surroundings = { clock: systemClock, random: () => Math.random(), signal };
  const running = runInsights(insights, asked, surroundings);
  try {
    for (;;) {
      const { done, value } = await running.next();
      if (done === true) return value;
    }
  } catch (error) {
    throw error instanceof QueryMistake ? withPlace(error, asked.text) : error;
  }
}

/** The service counts in the text that it got; a person in lines. */
function withPlace(mistake: QueryMistake, text: string): HumanError {
  if (mistake.place === undefined) return mistake;
  const before = text.slice(0, mistake.place.from).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  return new HumanError(
    l10n.t('{0} (line {1}, column {2})', mistake.message, before.length, column),
    undefined,
    { cause: mistake },
  );
}

/** What was not read, and what all of it cost. */
function* notes({ rows, statistics, unread }: InsightsTable): Generator<string> {
  for (const { range, reason } of unread) {
    yield l10n.t('Not read whole: {0}. {1}', rangeWords(range), reason);
  }
  const { bytesScanned, recordsScanned } = statistics;
  yield l10n.t(
    '{0} rows from {1} events, {2} scanned: {3}, {4}.',
    rows.length.toLocaleString('en-US'),
    recordsScanned.toLocaleString('en-US'),
    sizeWords(bytesScanned),
    costWords(bytesScanned),
    priceWords(),
  );
}

function groupsMistake({ words }: CommandWords): string | undefined {
  if (words.length === 0) return l10n.t('it needs a log group');
  if (words.length > mostLogGroups) {
    return l10n.t('it takes {0} log groups at most, not {1}', mostLogGroups, words.length);
  }
  const odd = words.find((name) => !/^[\w./#-]{1,512}$/.test(name));
  return odd === undefined ? undefined : l10n.t('{0} is no name of a log group', quoted(odd));
}
