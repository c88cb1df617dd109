import { element } from './element';
import type { Chart, Words } from './messages';
import { table } from './table';
import { ownMarks, summary, timeText, valueText } from './values';
import { countText, filled } from './words';

/** What a chart shows, in words and tables: for screen readers, and to read exact values. */
export function metricTables(chart: Chart, words: Words): HTMLElement {
  const { title, meaning, message, alarms } = chart;
  const section = element(
    'section',
    { 'data-metric': chart.metric },
    element('h2', {}, title),
    element('p', {}, meaning),
  );
  const marks = ownMarks(chart);
  if (marks !== '') section.append(element('p', {}, marks));
  if (message !== undefined) section.append(element('p', {}, message));
  else section.append(summaries(chart, words), allPoints(chart, words));
  if (alarms.length > 0) section.append(alarmThresholds(chart, words));
  if (chart.shades.length > 0) section.append(alarmTimes(chart, words));
  return section;
}

function summaries({ title, series, format }: Chart, words: Words): HTMLElement {
  const word = (value: number | undefined): string =>
    value === undefined ? '-' : valueText(format, value, words);
  const rows = series.map(({ name, values }) => {
    const { newest, lowest, highest, points } = summary(values);
    return [name, word(newest), word(lowest), word(highest), countText(points)];
  });
  const head = [words.hsm, words.newest, words.lowest, words.highest, words.points];
  return table(title, head, rows);
}

function alarmThresholds({ alarms }: Chart, words: Words): HTMLElement {
  const rows = alarms.map(({ name, hsm, condition, unmarked }) => [
    name,
    hsm,
    condition,
    unmarked ?? words.yes,
  ]);
  const head = [words.alarmName, words.hsm, words.condition, words.marked];
  return table(words.alarms, head, rows);
}

function alarmTimes({ shades }: Chart, words: Words): HTMLElement {
  const rows = shades.map(({ alarm, from, to }) => [
    alarm,
    `${timeText(from * 1000)} UTC`,
    `${timeText(to * 1000)} UTC`,
  ]);
  return table(words.alarmTimes, [words.alarmName, words.from, words.to], rows);
}

/** Every point, made when it is asked for: a full cluster has a hundred thousand. */
function allPoints(chart: Chart, words: Words): HTMLElement {
  const { title, times, series, format } = chart;
  const rows = [...times.keys()].filter((at) =>
    series.some(({ values }) => typeof values[at] === 'number'),
  );
  const name = filled(words.allPoints, countText(rows.length));
  const details = element('details', {}, element('summary', {}, name));
  details.addEventListener('toggle', () => {
    if (details.querySelector('table') !== null) return;
    const head = [words.time, ...series.map((one) => one.name)];
    const cells = rows.reverse().map((at) => [
      `${timeText((times[at] ?? 0) * 1000)} UTC`,
      ...series.map(({ values }) => {
        const value = values[at];
        return typeof value === 'number' ? valueText(format, value, words) : '';
      }),
    ]);
    const scroller = element('div', {
      class: 'wide',
      tabindex: '0',
      role: 'region',
      'aria-label': title,
    });
    scroller.append(table(title, head, cells));
    details.append(scroller);
  });
  return details;
}
