import { check } from './check/checkCommand';
import { clusters } from './cloudwatch/clustersCommand';
import { fetch } from './cloudwatch/fetchCommand';
import { query } from './cloudwatch/queryCommand';
import { search } from './cloudwatch/searchCommand';
import { streams } from './cloudwatch/streamsCommand';
import { tail } from './cloudwatch/tailCommand';
import type { Command } from './command';
import { decode } from './decode/decodeCommand';
import { summary } from './summary/summaryCommand';

/** Every command, in the order in which the help lists them. */
export const commands: readonly Command[] = [
  decode,
  summary,
  check,
  clusters,
  streams,
  fetch,
  tail,
  search,
  query,
];
