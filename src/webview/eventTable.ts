import { button, element } from './element';
import type { Timeline, Words } from './messages';
import { table, tableRow, type Cell } from './table';
import { timeText } from './values';
import { countText, filled } from './words';

/** So many rows are added at a time. */
const rowsAtOnce = 200;

/**
 * The events of the timeline as a table, the newest first, an event a row: more on demand.
 *
 * @param open takes the row of the timeline
 */
export function eventTable(
  events: Timeline,
  words: Words,
  open: (row: number) => void,
): HTMLElement {
  const rows = [...events.times.keys()].filter((row) => events.again[row] !== 1).reverse();
  const cellsOf = (row: number): readonly Cell[] => {
    const { times, kind, kinds, place, places, lane, lanes, failed } = events;
    const what = kinds[kind[row] ?? 0] ?? '';
    return [
      `${timeText(times[row] ?? 0)} UTC`,
      lanes[lane[row] ?? 0] ?? '',
      button(failed[row] === 1 ? `${what} (${words.failed})` : what, () => open(row)),
      places[place[row] ?? 0] ?? '',
    ];
  };
  let shown = Math.min(rowsAtOnce, rows.length);
  const captionText = (): string => {
    const count = countText(rows.length);
    return rows.length > shown
      ? filled(words.newestEvents, count, countText(shown))
      : filled(words.events, count);
  };
  const section = element('section', { class: 'events' }, element('h2', {}, words.timeline));
  if (rows.length === 0) {
    section.append(element('p', {}, words.noEvents));
    return section;
  }
  const head = [words.time, words.lane, words.event, words.hsm];
  const made = table(captionText(), head, rows.slice(0, shown).map(cellsOf));
  section.append(made);
  const moreText = (): string =>
    filled(words.more, countText(Math.min(rowsAtOnce, rows.length - shown)));
  if (rows.length > shown) {
    const more = button(moreText(), () => {
      const next = rows.slice(shown, shown + rowsAtOnce).map((row) => tableRow(cellsOf(row)));
      shown += next.length;
      made.tBodies[0]?.append(...next);
      if (made.caption) made.caption.textContent = captionText();
      next[0]?.querySelector('button')?.focus();
      more.textContent = moreText();
      more.hidden = shown >= rows.length;
    });
    section.append(more);
  }
  return section;
}
