import * as l10n from '@vscode/l10n';
import type { Words } from '../webview/messages';

/** The page's own words: it has no way to the translations itself. */
export function pageWords(): Words {
  return {
    hour: l10n.t('Hour'),
    day: l10n.t('Day'),
    week: l10n.t('Week'),
    month: l10n.t('Month'),
    spans: l10n.t('Time shown'),
    loading: l10n.t('Reading the health of the cluster…'),
    table: l10n.t('As Table'),
    charts: l10n.t('Charts'),
    png: l10n.t('Save as PNG'),
    csv: l10n.t('Save as CSV'),
    openRange: l10n.t('Open Events'),
    zoomRange: l10n.t('Zoom In'),
    wholeRange: l10n.t('Show All'),
    timeline: l10n.t('Events'),
    timelineHelp: l10n.t(
      'Left and right go from event to event, Enter opens one, plus and minus zoom, Shift with left and right moves, M marks the time that is shown and Escape unmarks it.',
    ),
    chartHelp: l10n.t('Left and right go from point to point.'),
    hsm: 'HSM',
    newest: l10n.t('newest'),
    lowest: l10n.t('lowest'),
    highest: l10n.t('highest'),
    points: l10n.t('points'),
    events: l10n.t('events'),
    failed: l10n.t('failed'),
    noEvents: l10n.t('No events in this time.'),
    more: l10n.t('{0} more', '{0}'),
    yes: l10n.t('yes'),
    no: l10n.t('no'),
    alarm: l10n.t('alarm'),
    time: l10n.t('Time'),
    lane: l10n.t('Lane'),
    event: l10n.t('Event'),
  };
}
