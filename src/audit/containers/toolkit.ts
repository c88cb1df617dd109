import type { PrefixForm } from './linePrefix';
import { isoTime, prefixPattern } from './prefixPattern';

/**
 * The log documents of the AWS Toolkit for VS Code: a time with its zone and a tab before an event's first
 * line, and 29 blanks and a tab before the others; in its live tail the time of day and a tab.
 *
 * Source: aws/aws-toolkit-vscode, packages/core/src/awsService/cloudWatchLogs.
 */
export const toolkitPrefix: PrefixForm = {
  name: 'toolkit',
  pattern: prefixPattern(
    `(?:(?<time>${isoTime})|(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d)\\t[ \\t]{0,8}`,
  ),
};
