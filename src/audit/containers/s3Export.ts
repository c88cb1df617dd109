import type { PrefixForm } from './linePrefix';
import { blanks, colours, isoTime, prefixPattern } from './prefixPattern';

/**
 * A task that exports a log group to S3 puts a time before each event. Others that put a time and
 * nothing else are read alike: `aws logs tail --format short`, `awslogs --no-group --no-stream`.
 *
 * Source: CloudWatch Logs API reference, CreateExportTask; the emulation in getmoto/moto.
 */
export const exportPrefix: PrefixForm = {
  name: 's3-export',
  pattern: prefixPattern(
    `\\[?${colours}(?<time>${isoTime})\\]?${blanks}(?:${isoTime}${blanks})?(?:\\((?<stream>[^)\\s]{1,512})\\)[ \\t]+)?`,
  ),
};
