import * as l10n from '@vscode/l10n';
import { categoryOf } from '../audit/event/category';
import { filterQuery } from '../audit/filter/eventFilter';
import { certificateOperations } from '../audit/reference/certificateEvents';
import { auditMetricNamespace } from '../audit/reference/metrics';
import { opcodes } from '../audit/reference/opcodes';
import {
  filterIsSaid,
  queryPattern,
  queryWords,
  type SearchQuery,
} from '../audit/search/searchQuery';
import type { AlarmPlace, AlarmPlan } from './alarmPlan';

/** A search that is to be watched. */
export interface WatchedSearch {
  readonly logGroup: string;
  readonly place: AlarmPlace;
  /** Undefined for all streams of the log group. */
  readonly stream: string | undefined;
  readonly query: SearchQuery;
}

/** Of the words of a search, a name has so many characters. */
const longestName = 40;

/**
 * A metric filter that counts what a search finds, in all streams of its cluster, and an alarm on it.
 *
 * @returns undefined where no filter pattern says what the search asks for
 */
export function searchAlarm({
  logGroup,
  place,
  stream,
  query,
}: WatchedSearch): AlarmPlan | undefined {
  const ofCategories = knownOpcodes(query);
  const said = { ...query, filter: { ...query.filter, opcodes: ofCategories } };
  const pattern = queryPattern(ofCategories.length > 0 ? said : query);
  if (pattern === '') return undefined;
  const cluster = logGroup.slice(logGroup.lastIndexOf('/') + 1);
  const id = searchId(query);
  const metric = { namespace: auditMetricNamespace(cluster), name: id };
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
      ...(ofCategories.some((name) => pattern.includes(`"${name}"`))
        ? [
            l10n.t(
              'CloudWatch knows no categories: the filter counts the opcodes that are known of them today. One that a later firmware brings has to be added.',
            ),
          ]
        : []),
      ...(stream === undefined
        ? []
        : [
            l10n.t(
              'The search was of stream {0} alone. The filter counts the events of every stream of the log group.',
              stream,
            ),
          ]),
      l10n.t('AWS charges for each alarm, and for each metric that a filter makes.'),
    ],
    logGroup,
    prefix: `cloudhsm-${cluster}`,
    place,
    filters: [{ id, pattern, metric }],
    alarms: [
      {
        id,
        watched: { metric: { ...metric, dimensions: {} } },
        statistic: 'Sum',
        comparison: 'GreaterThanOrEqualToThreshold',
        threshold: 1,
        points: 1,
        why: l10n.t('An event matched: {0}.', words),
      },
    ],
  };
}

/**
 * The opcodes of the categories that are searched, where it is not for opcodes itself. The search finds
 * others too, which only their names tell.
 */
function knownOpcodes({ filter }: SearchQuery): readonly string[] {
  const { categories = [], opcodes: chosen = [] } = filter;
  if (chosen.length > 0) return [];
  return [...opcodes, ...certificateOperations]
    .map(({ name }) => name)
    .filter((name) => categories.includes(categoryOf(name) ?? ''));
}

/**
 * A name of letters and digits that another search does not have: `SearchFailedCnLogin1h8k2xq`, its words
 * for people and a number made of the whole search.
 */
function searchId(query: SearchQuery): string {
  const words = queryWords(query).match(/[A-Za-z0-9]+/g) ?? [];
  const name = words
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1).toLowerCase()}`)
    .join('')
    .slice(0, longestName);
  const { filter, text, pattern } = query;
  const whole = JSON.stringify([filterQuery(filter), text ?? null, pattern ?? null]);
  return `Search${name}${fingerprint(whole).toString(36)}`;
}

/** A number of 32 bits that is the same for the same text: FNV-1a, over UTF-16 units. */
function fingerprint(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
