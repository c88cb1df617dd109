import * as l10n from '@vscode/l10n';
import {
  filterIsSaid,
  queryPattern,
  queryWords,
  type SearchQuery,
} from '../audit/search/searchQuery';
import type { AlarmPlan } from './alarmPlan';

/** A search that is to be watched. */
export interface WatchedSearch {
  readonly logGroup: string;
  readonly region: string | undefined;
  readonly query: SearchQuery;
}

/**
 * A metric filter that counts what a search finds, in all streams of its cluster, and an alarm on it.
 *
 * @returns undefined where no filter pattern says what the search asks for
 */
export function searchAlarm({ logGroup, region, query }: WatchedSearch): AlarmPlan | undefined {
  const pattern = queryPattern(query);
  if (pattern === '') return undefined;
  const cluster = logGroup.slice(logGroup.lastIndexOf('/') + 1);
  const id = 'SearchMatches';
  const metric = { namespace: `CloudHSM/${cluster}`, name: id };
  const words = queryWords(query);
  return {
    title: l10n.t('Alarm of the search: {0}', words),
    notes: [
      ...(filterIsSaid(query)
        ? []
        : [
            l10n.t(
              'The filter pattern counts more events than the search finds: CloudWatch reads terms, wherever they stand in an event, and not its fields.',
            ),
          ]),
      l10n.t('Name filter, metric and alarm anew for each search that you watch.'),
      l10n.t('AWS charges for each alarm, and for each metric that a filter makes.'),
    ],
    logGroup,
    prefix: `cloudhsm-${cluster}`,
    region,
    filters: [{ id, pattern, metric }],
    alarms: [
      {
        id,
        metric,
        dimensions: {},
        statistic: 'Sum',
        comparison: 'GreaterThanOrEqualToThreshold',
        threshold: 1,
        why: l10n.t('An event matched: {0}.', words),
      },
    ],
  };
}
