import { button, element } from './element';
import type { HealthPage, Timeline, Words } from './messages';
import { summary, timeText, valueText } from './values';

/** More rows than this are read in the events' own documents. */
const mostEvents = 200;

/** The same as the charts and the timeline, as tables: for screen readers, and to read exact values. */
export function tables(
  page: HealthPage,
  events: Timeline | undefined,
  words: Words,
  open: (row: number) => void,
): readonly HTMLElement[] {
  return [
    ...page.charts.map(({ title, message, series, format }) => {
      const word = (value: number | undefined): string =>
        value === undefined ? '-' : valueText(format, value, words);
      const rows = series.map(({ name, values }) => {
        const { newest, lowest, highest, points } = summary(values);
        return [name, word(newest), word(lowest), word(highest), String(points)];
      });
      const head = [words.hsm, words.newest, words.lowest, words.highest, words.points];
      return table(message === undefined ? title : `${title}: ${message}`, head, rows);
    }),
    ...(events === undefined ? [] : [eventTable(events, words, open)]),
  ];
}

function eventTable(events: Timeline, words: Words, open: (row: number) => void): HTMLElement {
  const { times, kind, kinds, place, places, lane, lanes, failed } = events;
  const rows: (Node | string)[][] = [];
  for (let row = times.length - 1; row >= 0 && rows.length < mostEvents; row--) {
    const what = kinds[kind[row] ?? 0] ?? '';
    rows.push([
      `${timeText(times[row] ?? 0)} UTC`,
      lanes[lane[row] ?? 0] ?? '',
      button(failed[row] === 1 ? `${what} (${words.failed})` : what, () => open(row)),
      places[place[row] ?? 0] ?? '',
    ]);
  }
  const caption = `${words.timeline}: ${times.length} ${words.events}`;
  return table(caption, [words.time, words.lane, words.event, words.hsm], rows);
}

function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly (Node | string)[])[],
): HTMLElement {
  const cells = (tag: 'td' | 'th', texts: readonly (Node | string)[]): HTMLElement =>
    element('tr', {}, ...texts.map((text) => element(tag, {}, text)));
  const made = element('table', {}, element('caption', {}, caption));
  if (rows.length > 0) {
    made.append(
      element('thead', {}, cells('th', head)),
      element('tbody', {}, ...rows.map((row) => cells('td', row))),
    );
  }
  return made;
}
