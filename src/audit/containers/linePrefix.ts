import { awslogsPrefix } from './awslogs';
import { cwPrefix } from './cw';
import { exportPrefix } from './s3Export';
import { sawPrefix } from './saw';
import { tailPrefix } from './awsLogsTail';
import { toolkitPrefix } from './toolkit';
import { clusterIn } from './streamNames';

/** A line's beginning that a tool has put before the first line of an event. */
export interface PrefixForm {
  readonly name: 'aws-logs-tail' | 'awslogs' | 'saw' | 'cw' | 's3-export' | 'toolkit';
  /**
   * Anchored (`y`) at the first character that is not blank, bounded, ends where the event's own text
   * begins. Groups, each optional: `time` (ISO 8601), `group` (the log group), `stream`, or `alone` for
   * a stream that stands without its group.
   */
  readonly pattern: RegExp;
}

/** What a prefix says. */
export interface LinePrefix {
  readonly form: PrefixForm['name'];
  /** Where the event's own text begins. */
  readonly end: number;
  readonly stream: string | undefined;
  readonly cluster: string | undefined;
  /** The tool's time as printed. */
  readonly time: string | undefined;
}

/** Every known prefix. The first that fits counts: those that say more come first. */
export const prefixForms: readonly PrefixForm[] = [
  cwPrefix,
  sawPrefix,
  tailPrefix,
  awslogsPrefix,
  toolkitPrefix,
  exportPrefix,
];

/**
 * Whether a prefix can begin with what stands at `at`: a digit, `[`, a log group's `/`, an escape
 * sequence, or a stream's name. Labels never do, so that reading a log without prefixes costs nothing.
 */
function mayBegin(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (
    (code >= 0x30 && code <= 0x39) ||
    code === 0x5b ||
    code === 0x2f ||
    code === 0x1b ||
    (code === 0x68 && text.startsWith('hsm-', at)) ||
    (code === 0x63 && text.startsWith('cluster-', at))
  );
}

/** Where the text behind the prefix at `first` begins; `first` where there is none. */
export function prefixEnd(text: string, first: number, end: number): number {
  if (!mayBegin(text, first)) return first;
  for (const { pattern } of prefixForms) {
    pattern.lastIndex = first;
    if (pattern.test(text)) return pattern.lastIndex < end ? pattern.lastIndex : first;
  }
  return first;
}

/**
 * Reads the prefix of a line.
 *
 * @param first the line's first character that is not blank
 * @returns undefined where there is none
 */
export function readPrefix(text: string, first: number): LinePrefix | undefined {
  if (!mayBegin(text, first)) return undefined;
  for (const { name, pattern } of prefixForms) {
    pattern.lastIndex = first;
    const found = pattern.exec(text);
    if (found === null) continue;
    const { time, group, alone, stream = alone } = found.groups ?? {};
    return {
      form: name,
      end: pattern.lastIndex,
      stream,
      cluster: clusterIn(group) ?? clusterIn(stream),
      time,
    };
  }
  return undefined;
}
