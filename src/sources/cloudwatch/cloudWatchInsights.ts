import type { QueryStatus, ResultField } from '@aws-sdk/client-cloudwatch-logs';
import * as l10n from '@vscode/l10n';
import type { InsightsQuery } from '../insights/insightsQuery';
import type {
  InsightsRecord,
  InsightsSource,
  QueryState,
  ResultPage,
  StoredLogs,
} from '../insights/insightsSource';
import type { InsightsRow } from '../insights/insightsTable';
import type { LogsApi } from './logsApi';
import type { AskedCall } from './calls/serviceClient';
import { goneError, isQueryOver, queryError } from './errors/queryErrors';

/** One call of the service, whose failure becomes a sentence. */
export type CallLogs = <Answer>(
  what: AskedCall,
  signal: AbortSignal | undefined,
  send: (api: LogsApi) => Promise<Answer>,
) => Promise<Answer>;

/** Logs Insights of one account and region. */
export class CloudWatchInsights implements InsightsSource {
  constructor(private readonly call: CallLogs) {}

  async start(
    { logGroups, text, range, limit }: InsightsQuery,
    signal?: AbortSignal,
  ): Promise<string> {
    const request = {
      logGroupNames: [...logGroups],
      queryString: text,
      startTime: Math.floor(range.from / 1000),
      // The service makes ms of it as it is: the events of that second's first millisecond are the last.
      endTime: Math.ceil(range.to / 1000),
      limit,
    };
    const what = { operation: 'StartQuery', logGroup: logGroups.join(', ') } as const;
    try {
      // Not given up once it is sent: the query would go on, and nobody would know its id to stop it.
      const { queryId = '' } = await this.call(what, signal, (api) => api.startQuery(request));
      return queryId;
    } catch (error) {
      throw queryError(error, text);
    }
  }

  async results(id: string, from?: string, signal?: AbortSignal): Promise<ResultPage> {
    const request = { queryId: id, ...(from !== undefined && { nextToken: from }) };
    const answer = await this.answer(
      { operation: 'GetQueryResults' },
      signal,
      (api) => api.getQueryResults(request, signal),
      l10n.t('CloudWatch Logs no longer knows the query. Run it again.'),
    );
    const { recordsMatched = 0, recordsScanned = 0, bytesScanned = 0 } = answer.statistics ?? {};
    return {
      state: states.get(answer.status) ?? 'unknown',
      rows: (answer.results ?? []).map(rowOf),
      statistics: { recordsMatched, recordsScanned, bytesScanned },
      next: answer.nextToken,
    };
  }

  async stop(id: string): Promise<void> {
    try {
      await this.call({ operation: 'StopQuery' }, undefined, (api) =>
        api.stopQuery({ queryId: id }),
      );
    } catch (error) {
      if (!isQueryOver(error)) throw error;
    }
  }

  async stored(logGroup: string, signal?: AbortSignal): Promise<StoredLogs | undefined> {
    // Of all names that begin so, the name itself comes first.
    const request = { logGroupNamePrefix: logGroup, limit: 1 };
    const { logGroups = [] } = await this.call(
      { operation: 'DescribeLogGroups', logGroup },
      signal,
      (api) => api.describeLogGroups(request, signal),
    );
    const group = logGroups.find(({ logGroupName }) => logGroupName === logGroup);
    if (group === undefined) return undefined;
    const { storedBytes, retentionInDays } = group;
    return {
      ...(storedBytes !== undefined && { storedBytes }),
      ...(retentionInDays !== undefined && { retentionDays: retentionInDays }),
    };
  }

  async record(pointer: string, signal?: AbortSignal): Promise<InsightsRecord> {
    const { logRecord = {} } = await this.answer(
      { operation: 'GetLogRecord' },
      signal,
      (api) => api.getLogRecord({ logRecordPointer: pointer }, signal),
      l10n.t('The event is no longer there: it has expired or was deleted. Run the query again.'),
    );
    return {
      // `123456789012:/aws/cloudhsm/cluster-…`
      logGroup: logRecord['@log']?.replace(/^\d+:/, ''),
      stream: logRecord['@logStream'] ?? '',
      event: {
        timestamp: Number(logRecord['@timestamp'] ?? 0),
        message: logRecord['@message'] ?? '',
      },
    };
  }

  /** @param gone says that what was asked for is not there any more */
  private async answer<Answer>(
    what: AskedCall,
    signal: AbortSignal | undefined,
    send: (api: LogsApi) => Promise<Answer>,
    gone: string,
  ): Promise<Answer> {
    try {
      return await this.call(what, signal, send);
    } catch (error) {
      throw goneError(error, gone);
    }
  }
}

const states: ReadonlyMap<string | undefined, QueryState> = new Map<QueryStatus, QueryState>([
  ['Scheduled', 'scheduled'],
  ['Running', 'running'],
  ['Complete', 'complete'],
  ['Failed', 'failed'],
  ['Cancelled', 'cancelled'],
  ['Timeout', 'timeout'],
]);

function rowOf(cells: readonly ResultField[]): InsightsRow {
  const fields: (readonly [string, string])[] = [];
  let pointer: string | undefined;
  for (const { field, value } of cells) {
    if (field === '@ptr') pointer = value;
    else if (field !== undefined && value !== undefined) fields.push([field, value]);
  }
  return { fields, pointer };
}
