import * as l10n from '@vscode/l10n';
import { printable } from '../../../audit/text/printable';
import { HumanError } from '../../humanError';
import { OutsideLogs, QueryMistake } from '../../insights/insightsSource';
import { awsErrorOf } from './awsErrorKind';

/** In characters. The service says what it does not understand; a query may be long. */
const longestReason = 500;

/** How the service words a place in the text. */
const placeWords = / at line (\d+) and position (\d+)\b/;

/**
 * What a query that did not start means. The service says `MalformedQueryException` of a text that it
 * does not understand, and of a range before the log groups or before what they keep.
 *
 * @param text as it was sent
 * @returns the same for any other error
 */
export function queryError(error: unknown, text: string): unknown {
  if (!(error instanceof HumanError)) return error;
  const { name, message } = awsErrorOf(error.cause);
  if (name === 'LimitExceededException') return tooManyQueries(error);
  if (name !== 'MalformedQueryException') return error;
  if (/creation time|retention settings/.test(message)) {
    return new OutsideLogs(
      l10n.t('The log groups keep no events of this time. Ask for a later one.'),
      undefined,
      { cause: error.cause },
    );
  }
  // The text that was sent is not quite the one that somebody wrote: its lines are not theirs.
  const words = message.replace(placeWords, '');
  const reason = printable(words || l10n.t('it does not say why'), longestReason);
  return new QueryMistake(
    l10n.t('CloudWatch Logs does not understand the query: {0}', reason),
    placeOf(error.cause) ?? placeInWords(message, text),
    { cause: error.cause },
  );
}

/** Whether a query that was to be stopped had ended by itself: `InvalidParameterException` says so. */
export function isQueryOver(error: unknown): boolean {
  if (!(error instanceof HumanError)) return false;
  const { name } = awsErrorOf(error.cause);
  return name === 'InvalidParameterException' || name === 'ResourceNotFoundException';
}

/** A query or an event of an earlier answer that the service has no longer; the same for any other error. */
export function goneError(error: unknown, message: string): unknown {
  if (!(error instanceof HumanError)) return error;
  const { name } = awsErrorOf(error.cause);
  if (name !== 'ResourceNotFoundException') return error;
  return new HumanError(message, 'retry', { cause: error.cause });
}

function tooManyQueries({ cause }: HumanError): HumanError {
  return new HumanError(
    l10n.t(
      'This account runs as many Logs Insights queries as it may, dashboards included. Wait until some are done, then try again.',
    ),
    'retry',
    { cause, nature: 'passing' },
  );
}

function placeOf(thrown: unknown): QueryMistake['place'] {
  const { queryCompileError } = Object(thrown) as { readonly queryCompileError?: unknown };
  const { location } = Object(queryCompileError) as { readonly location?: unknown };
  const { startCharOffset: from, endCharOffset: to } = Object(location) as {
    readonly startCharOffset?: unknown;
    readonly endCharOffset?: unknown;
  };
  if (typeof from !== 'number') return undefined;
  return { from, to: typeof to === 'number' && to > from ? to : from + 1 };
}

function placeInWords(message: string, text: string): QueryMistake['place'] {
  const [, line, position] = placeWords.exec(message)?.map(Number) ?? [];
  if (line === undefined || position === undefined) return undefined;
  const before = text.split('\n').slice(0, line - 1);
  const from = before.reduce((length, one) => length + one.length + 1, 0) + position;
  return from < text.length ? { from, to: from + 1 } : { from: text.length - 1, to: text.length };
}
