import * as l10n from '@vscode/l10n';
import { printable, quoted } from '../text/printable';
import { isoTime } from '../time/moments';
import { trailEventByName } from '../reference/trailEvents';
import { isCloudHsmEvent, type TrailEvent } from './trailEvent';

/** The columns of the decoded view of CloudTrail, in the order shown. */
export const trailColumns = ['time', 'outcome', 'event', 'on', 'who', 'from', 'meaning'] as const;
export type TrailColumn = (typeof trailColumns)[number];

/** Longer cells push the rest of their own line to the right. */
const widest: Readonly<Record<TrailColumn, number>> = {
  time: 20,
  outcome: 40,
  event: 26,
  on: 44,
  who: 32,
  from: 46,
  meaning: 0,
};

const none = '-';

/** The decoded view: a header, then a line an event, the oldest first; `!` begins a note. */
export interface TrailText {
  readonly text: string;
  readonly events: readonly TrailEvent[];
  /** For each line, from 0, the event that it shows; undefined for the header and notes. */
  readonly eventOfLine: readonly (TrailEvent | undefined)[];
}

/** @param notes sentences for the reader, which stand before the events */
export function trailText(events: readonly TrailEvent[], notes: readonly string[] = []): TrailText {
  const sorted = [...events].sort((one, other) => order(one.time) - order(other.time));
  const rows = [header(), ...sorted.map(cells)];
  const widths = trailColumns.map((column) =>
    Math.min(
      widest[column],
      rows.reduce((most, row) => Math.max(most, row[column].length), 0),
    ),
  );
  const [head = '', ...lines] = rows.map((row) =>
    trailColumns
      .map((column, index) => row[column].padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const said = notes.map((note) => `! ${printable(note, 500)}`);
  return {
    text: `${[head, ...said, ...lines].join('\n')}\n`,
    events: sorted,
    eventOfLine: [undefined, ...said.map(() => undefined), ...sorted],
  };
}

/**
 * Where the line of an event begins, in UTF-16 code units.
 *
 * @param id of CloudTrail's record
 */
export function trailPlace(
  { text, eventOfLine }: Pick<TrailText, 'text' | 'eventOfLine'>,
  id: string | undefined,
): number | undefined {
  const line = eventOfLine.findIndex((event) => event !== undefined && event.id === id);
  if (line < 0) return undefined;
  return text.split('\n', line).reduce((before, { length }) => before + length + 1, 0);
}

/** The cell of a line that a character stands in. */
export function trailCellAt(
  line: string,
  character: number,
): { readonly column: TrailColumn; readonly start: number; readonly end: number } | undefined {
  let start = 0;
  for (const [index, part] of line.split(/( {2,})/).entries()) {
    const end = start + part.length;
    const column = trailColumns[index / 2]; // the odd parts are the blanks between
    if (column !== undefined && character >= start && character <= end)
      return { column, start, end };
    start = end;
  }
  return undefined;
}

/** Events without a time come last. */
function order(time: number): number {
  return Number.isNaN(time) ? Infinity : time;
}

type Cells = Readonly<Record<TrailColumn, string>>;

function header(): Cells {
  return {
    time: l10n.t('Time (UTC)'),
    outcome: l10n.t('Outcome'),
    event: l10n.t('Event'),
    on: l10n.t('What on'),
    who: l10n.t('Who'),
    from: l10n.t('From where'),
    meaning: l10n.t('Meaning'),
  };
}

function cells(event: TrailEvent): Cells {
  return {
    time: trailTime(event),
    outcome: event.rejection === undefined ? 'ok' : `REJECTED ${cell(event.rejection)}`,
    event: isCloudHsmEvent(event) ? cell(event.name) : `${serviceWord(event)}:${cell(event.name)}`,
    on: event.targets.map((target) => cell(target)).join(' ') || none,
    who: event.who === undefined ? none : quoted(event.who, 120),
    from:
      [event.address, agentWord(event.agent)]
        .flatMap((part) => (part ? [cell(part)] : []))
        .join(' ') || none,
    meaning: meaning(event),
  };
}

function meaning(event: TrailEvent): string {
  const fact = isCloudHsmEvent(event)
    ? trailEventByName(event.name, event.isServiceEvent)
    : undefined;
  if (fact !== undefined) return l10n.t(fact.short);
  return isCloudHsmEvent(event) ? l10n.t('Unknown event') : l10n.t('Event of another service');
}

/** `2026-03-26T06:47:52Z` */
export function trailTime({ time }: Pick<TrailEvent, 'time'>): string {
  return Number.isNaN(time) ? none : isoTime(time);
}

/** Two blanks part the columns, so that a cell holds no two in a row. */
function cell(text: string): string {
  return printable(text, 120).replace(/ {2,}/g, ' ').trim() || none;
}

function serviceWord({ source }: TrailEvent): string {
  return cell(source.replace(/\.amazonaws\.com$/, ''));
}

/** The program without its version: `aws-cli`. The hover has the whole. */
function agentWord(agent: string | undefined): string | undefined {
  return agent === undefined ? undefined : /^[^\s/]{1,40}/.exec(agent)?.[0];
}
