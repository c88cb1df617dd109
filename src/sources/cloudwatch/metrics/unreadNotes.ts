import * as l10n from '@vscode/l10n';
import { metrics } from '../../../audit/reference/metrics';
import { printable } from '../../../audit/text/printable';
import type { MetricId } from './metricQueries';

/** More names than these are counted. */
const mostNamed = 3;

/**
 * What CloudWatch did not give of the metrics that it was asked for, in sentences.
 *
 * @param messages of the service itself
 */
export function unreadNotes(
  forbidden: readonly MetricId[],
  partial: readonly MetricId[],
  messages: readonly string[],
): readonly string[] {
  const notes: string[] = [];
  if (forbidden.length > 0) {
    notes.push(
      l10n.t(
        'The credentials in use do not allow cloudwatch:GetMetricData for {0}. Ask for that permission.',
        named(forbidden),
      ),
    );
  }
  if (partial.length > 0) {
    notes.push(
      l10n.t(
        'CloudWatch gave only a part of the points of {0}, also when it was asked again. Refresh in a minute.',
        named(partial),
      ),
    );
  }
  for (const message of messages) {
    notes.push(l10n.t('CloudWatch says of the metrics: {0}', printable(message)));
  }
  return notes;
}

/** `Temperature (hsm-a), Connections (hsm-b) and 7 more`. */
function named(ids: readonly MetricId[]): string {
  const names = ids.slice(0, mostNamed).map(({ metric, hsm }) => {
    const title = l10n.t(metrics[metric].title);
    return hsm === undefined ? title : `${title} (${printable(hsm)})`;
  });
  const more = ids.length - names.length;
  return more > 0 ? l10n.t('{0} and {1} more', names.join(', '), more) : names.join(', ');
}
