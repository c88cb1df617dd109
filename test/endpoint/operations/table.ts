import { createLogGroup } from './createLogGroup';
import { createLogStream } from './createLogStream';
import { describeAlarmHistory } from './describeAlarmHistory';
import { describeAlarms } from './describeAlarms';
import { describeClusters } from './describeClusters';
import { describeLogGroups } from './describeLogGroups';
import { describeLogStreams } from './describeLogStreams';
import { describeQueries } from './describeQueries';
import { filterLogEvents } from './filterLogEvents';
import { getLogEvents } from './getLogEvents';
import { getLogRecord } from './getLogRecord';
import { getMetricData } from './getMetricData';
import { getQueryResults } from './getQueryResults';
import { getRole } from './getRole';
import { listMetrics } from './listMetrics';
import { lookupEvents } from './lookupEvents';
import type { Operation } from './operation';
import { putLogEvents } from './putLogEvents';
import { startLiveTail } from './startLiveTail';
import { startQuery } from './startQuery';
import { stopQuery } from './stopQuery';

/** What the endpoint can do, by the name in the request's target. */
export const operations: ReadonlyMap<string, Operation> = new Map([
  ['CreateLogGroup', createLogGroup],
  ['CreateLogStream', createLogStream],
  ['DescribeAlarmHistory', describeAlarmHistory],
  ['DescribeAlarms', describeAlarms],
  ['DescribeClusters', describeClusters],
  ['DescribeLogGroups', describeLogGroups],
  ['DescribeLogStreams', describeLogStreams],
  ['DescribeQueries', describeQueries],
  ['FilterLogEvents', filterLogEvents],
  ['GetLogEvents', getLogEvents],
  ['GetLogRecord', getLogRecord],
  ['GetMetricData', getMetricData],
  ['GetQueryResults', getQueryResults],
  ['GetRole', getRole],
  ['ListMetrics', listMetrics],
  ['LookupEvents', lookupEvents],
  ['PutLogEvents', putLogEvents],
  ['StartLiveTail', startLiveTail],
  ['StartQuery', startQuery],
  ['StopQuery', stopQuery],
]);
