import * as l10n from '@vscode/l10n';
import { auditParse } from '../sources/insights/auditParse';

/** A word of the query language, with what it does. */
export interface QueryWord {
  readonly name: string;
  readonly meaning: string;
}

/** The commands of the language. Source: CloudWatch Logs User Guide, query syntax. */
export function queryCommandWords(): readonly QueryWord[] {
  return [
    {
      name: 'fields',
      meaning: l10n.t('Names the columns, and makes new ones: fields @timestamp, a + b as c'),
    },
    {
      name: 'filter',
      meaning: l10n.t('Lets through what a condition holds for: filter opcode = "CN_LOGIN"'),
    },
    {
      name: 'parse',
      meaning: l10n.t(
        'Takes a text apart into fields: parse @message /Opcode *: *(?<opcode>\\S+)/',
      ),
    },
    { name: 'stats', meaning: l10n.t('Counts and sums up, in groups: stats count(*) by userName') },
    { name: 'sort', meaning: l10n.t('Orders the rows: sort @timestamp desc') },
    { name: 'limit', meaning: l10n.t('Gives so many rows at most: limit 20') },
    {
      name: 'display',
      meaning: l10n.t('Shows these columns alone, at the end: display opcode, userName'),
    },
    {
      name: 'dedup',
      meaning: l10n.t('Keeps one row of those that are alike in a field: dedup userName'),
    },
    {
      name: 'pattern',
      meaning: l10n.t('Groups texts by what they have in common: pattern @message'),
    },
    { name: 'diff', meaning: l10n.t('Compares with the same length of time before.') },
    {
      name: 'unmask',
      meaning: l10n.t('Shows what a data protection policy masks, to who may see it.'),
    },
  ];
}

/** The functions that queries over audit logs are likely to need. Source: as above. */
export function queryFunctionWords(): readonly QueryWord[] {
  return [
    {
      name: 'count',
      meaning: l10n.t('How many events, or how many that have the field: count(failure)'),
    },
    {
      name: 'count_distinct',
      meaning: l10n.t('How many values a field has, about: count_distinct(userName)'),
    },
    { name: 'sum', meaning: l10n.t('The sum of a field.') },
    { name: 'avg', meaning: l10n.t('The mean of a field.') },
    { name: 'min', meaning: l10n.t('The smallest value of a field.') },
    { name: 'max', meaning: l10n.t('The largest value of a field.') },
    { name: 'earliest', meaning: l10n.t('The value of a field in the oldest event.') },
    { name: 'latest', meaning: l10n.t('The value of a field in the newest event.') },
    { name: 'bin', meaning: l10n.t('The time, rounded down: by bin(1h)') },
    { name: 'ispresent', meaning: l10n.t('Whether an event has the field: ispresent(failure)') },
    { name: 'coalesce', meaning: l10n.t('The first of several fields that is there.') },
    { name: 'strcontains', meaning: l10n.t('Whether a text is in another one: 1 or 0.') },
    { name: 'tolower', meaning: l10n.t('A text in small letters.') },
    { name: 'fromMillis', meaning: l10n.t('A number of milliseconds as a time.') },
    { name: 'toMillis', meaning: l10n.t('A time as a number of milliseconds.') },
  ];
}

/** The fields that every event has. Source: CloudWatch Logs User Guide, supported logs and fields. */
export function builtInFields(): readonly QueryWord[] {
  return [
    { name: '@timestamp', meaning: l10n.t('When the event happened.') },
    { name: '@message', meaning: l10n.t('The event as it is stored.') },
    { name: '@logStream', meaning: l10n.t('The log stream, which has the name of the HSM.') },
    { name: '@log', meaning: l10n.t('The account and the log group.') },
    { name: '@ingestionTime', meaning: l10n.t('When CloudWatch Logs took the event in.') },
    { name: '@ptr', meaning: l10n.t('Leads to the whole event.') },
  ];
}

/** The fields that the library's `parse` makes of an audit event. */
export const auditFields: readonly string[] = namesIn(auditParse);

/** The fields that a query makes itself, by `parse` or `as`. */
export function namesIn(query: string): readonly string[] {
  const names = [...query.matchAll(/\(\?<(\w{1,80})>|\bas\s+(\w{1,80})/g)].map(
    ([, parsed, named]) => parsed ?? named ?? '',
  );
  return [...new Set(names)];
}
