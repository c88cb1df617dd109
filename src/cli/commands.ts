import { check } from './check/checkCommand';
import type { Command } from './command';
import { decode } from './decode/decodeCommand';
import { summary } from './summary/summaryCommand';

/** Every command, in the order in which the help lists them. */
export const commands: readonly Command[] = [decode, summary, check];
