import { createLogGroup } from './createLogGroup';
import { createLogStream } from './createLogStream';
import { describeLogGroups } from './describeLogGroups';
import { describeLogStreams } from './describeLogStreams';
import { filterLogEvents } from './filterLogEvents';
import { getLogEvents } from './getLogEvents';
import type { Operation } from './operation';
import { putLogEvents } from './putLogEvents';

/** What the endpoint can do, by the name in the request's target. */
export const operations: ReadonlyMap<string, Operation> = new Map([
  ['CreateLogGroup', createLogGroup],
  ['CreateLogStream', createLogStream],
  ['DescribeLogGroups', describeLogGroups],
  ['DescribeLogStreams', describeLogStreams],
  ['FilterLogEvents', filterLogEvents],
  ['GetLogEvents', getLogEvents],
  ['PutLogEvents', putLogEvents],
]);
