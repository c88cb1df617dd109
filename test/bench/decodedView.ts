/**
 * Times the decoded view of a log of 155,000 events (50 MB): whole, after it grew by an event, its filter
 * and its merge, beside a script that prints a line an event.
 */
import { AuditLog } from '../../src/audit/table/auditLog';
import { defaultColumns } from '../../src/audit/decoded/decodedColumns';
import { decodedSteps } from '../../src/audit/decoded/decodedSteps';
import type { DecodedView, NamedLog } from '../../src/audit/decoded/decodedView';
import { eventFacets } from '../../src/audit/filter/eventFacets';
import type { EventFilter } from '../../src/audit/filter/eventFilter';
import { auditLogText } from './fixtures/auditLog';
import { scanLines, scannedText } from './lineScan';
import { mediansInTurn, milliseconds, timed } from './measure';
import { countWords, printReport, runBench, sizeWords, timeWords, type Figure } from './report';

const events = 155_000;
const seed = 20_210_304;
const rounds = 3;
/** How long a step of the computation may block the extension host, in ms. */
const mostStepMs = 50;

function steps(logs: readonly NamedLog[], filter: EventFilter = {}, previous?: DecodedView) {
  return decodedSteps(
    { logs, filter, columns: defaultColumns, mostCharacters: Infinity },
    previous,
  );
}

function view(logs: readonly NamedLog[], filter: EventFilter = {}, previous?: DecodedView) {
  const made = steps(logs, filter, previous);
  for (;;) {
    const step = made.next();
    if (step.done === true) return step.value;
  }
}

/** Makes one step, and says whether it was the last. */
function timedStep(made: Iterator<unknown>): { readonly ms: number; readonly done: boolean } {
  const result: IteratorResult<unknown>[] = [];
  const ms = milliseconds(() => result.push(made.next()));
  return { ms, done: result[0]?.done === true };
}

/** The longest step of making a view: what a hover waits for at most, besides the slice. */
function longestStep(logs: readonly NamedLog[], previous?: DecodedView): number {
  const made = steps(logs, {}, previous);
  let longest = 0;
  for (;;) {
    const { ms, done } = timedStep(made);
    longest = Math.max(longest, ms);
    if (done) return longest;
  }
}

function decodedViewBench(): void {
  const text = auditLogText(events, seed);
  const named = (of: string, name = 'hsm-abcdefghijk'): NamedLog => ({
    log: AuditLog.of(of),
    name,
  });
  const log = named(text);
  const whole = view([log]);
  if (whole.eventCount !== events) throw new Error(`${whole.eventCount} events, not ${events}.`);
  const grown = named(text + auditLogText(1, seed + 1));
  const half = text.indexOf('\nTime', text.length / 2) + 1;
  const halves = [named(text.slice(0, half), 'hsm-a'), named(text.slice(half), 'hsm-b')];
  const failed: EventFilter = { outcomes: ['failure'] };

  const ms = mediansInTurn(
    {
      whole: timed(() => view([log])),
      script: timed(() => scannedText(scanLines(text))),
      grown: timed(() => view([grown], {}, whole)),
      filtered: timed(() => view([log], failed)),
      facets: timed(() => eventFacets([log.log.table], {})),
      merged: timed(() => view(halves)),
      step: () => longestStep([log]),
      grownStep: () => longestStep([grown], whole),
    },
    rounds,
  );
  const figure = (what: string, of: number, beside: string, reference: number): Figure => ({
    what,
    measured: timeWords(of),
    beside: { what: beside, measured: timeWords(reference), ratio: of / reference },
  });
  const script = 'Script: scan, then a line an event';
  const step = (what: string, of: number): Figure => ({
    what,
    measured: timeWords(of),
    goal: { words: `under ${timeWords(mostStepMs)}`, met: of < mostStepMs },
  });
  printReport(
    'Decoded view',
    [
      `${countWords(events)} events, ${sizeWords(text.length)} of log, ${sizeWords(whole.text.length)} of view, seed ${seed};`,
      `medians of ${rounds} runs in turn. The index is there already.`,
    ],
    [
      figure(`Whole view (${timeWords(ms.whole / events)} an event)`, ms.whole, script, ms.script),
      figure('After the log grew by one event', ms.grown, 'Whole view', ms.whole),
      figure('Only the failures', ms.filtered, 'Whole view', ms.whole),
      figure('Two halves merged by time', ms.merged, 'Whole view', ms.whole),
      figure('Counts for the list of filters', ms.facets, 'Whole view', ms.whole),
      step('Longest step of the whole view', ms.step),
      step('Longest step after it grew', ms.grownStep),
    ],
  );
}

runBench(decodedViewBench);
