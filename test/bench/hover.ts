/** Times the hover of the editor on every kind of field of a log of 10,000 events. */
import * as path from 'node:path';
import type * as vscode from 'vscode';
import type { AuditLog } from '../../src/audit/table/auditLog';
import { Reader } from '../../src/audit/time/moments';
import type { AuditDocuments } from '../../src/editor/auditDocuments';
import type { AuditHover } from '../../src/editor/auditHover';
import { loadWithFakeVscode } from './fakeVscode';
import { auditLogText, certificateEvent } from './fixtures/auditLog';
import { openDocument } from './fixtures/openDocument';
import { scanLines } from './lineScan';
import { median, mediansInTurn, milliseconds, timed } from './measure';
import { countWords, printReport, runBench, timeWords, type Figure } from './report';

const events = 10_000;
const certificates = 20;
const seed = 20_210_304;
const firstLookRounds = 15;
/** Places a kind of field is hovered at, spread over the document. */
const places = 200;
/** Hovers at each place; their median is the place's time, so that a pause of the engine is none. */
const hoversAtPlace = 9;
const mostMs = 1;
const now = Date.UTC(2026, 0, 1);

const sources = path.resolve(__dirname, '../../src');

interface EditorModules {
  readonly documents: typeof AuditDocuments;
  readonly hover: typeof AuditHover;
}

function editorModules(): EditorModules {
  const load = (file: string) => loadWithFakeVscode(path.join(sources, 'editor', file));
  return {
    documents: (load('auditDocuments.js') as { AuditDocuments: typeof AuditDocuments })
      .AuditDocuments,
    hover: (load('auditHover.js') as { AuditHover: typeof AuditHover }).AuditHover,
  };
}

/** Of each kind of field some places to hover at: the middle of its value. */
function fieldPlaces(log: AuditLog): ReadonlyMap<string, readonly number[]> {
  const all = new Map<string, number[]>();
  for (const event of log.events()) {
    for (const { id, valueSpan } of event.fields) {
      const name = event.kind === 'audit' ? id : `certificate ${id}`;
      const offset = valueSpan.offset + (valueSpan.length >> 1);
      const known = all.get(name);
      if (known === undefined) all.set(name, [offset]);
      else known.push(offset);
    }
  }
  return new Map([...all].map(([name, offsets]) => [name, spread(offsets)]));
}

/** At most `places` of the offsets: the first, the last and some between. */
function spread(offsets: readonly number[]): readonly number[] {
  if (offsets.length <= places) return offsets;
  const step = (offsets.length - 1) / (places - 1);
  return Array.from({ length: places }, (_, index) => offsets[Math.round(index * step)]!);
}

/**
 * The time at each position, in ms. A round goes over all positions before the next begins, so that a
 * busy moment of the machine falls on one of a place's times and not on all.
 */
function timesAtPlaces(
  hoverAt: (position: vscode.Position) => unknown,
  positions: readonly vscode.Position[],
): { readonly medians: readonly number[]; readonly slowest: number } {
  const times = positions.map((): number[] => []);
  for (let round = 0; round < hoversAtPlace; round++) {
    positions.forEach((position, place) => {
      times[place]!.push(milliseconds(() => hoverAt(position)));
    });
  }
  return { medians: times.map(median), slowest: Math.max(...times.flat()) };
}

function hoverBench(): void {
  const modules = editorModules();
  const text =
    auditLogText(events - certificates, seed) +
    Array.from({ length: certificates }, (_, index) => `${certificateEvent(now + index)}\n`).join(
      '',
    );
  const firstLook = (): AuditLog => new modules.documents().log(openDocument(text));
  const log = firstLook();
  if (log.length !== events) throw new Error(`The index has ${log.length} events, not ${events}.`);
  const first = mediansInTurn(
    { index: timed(firstLook), scan: timed(() => scanLines(text)) },
    firstLookRounds,
  );

  const document = openDocument(text);
  const documents = new modules.documents();
  documents.log(document);
  const reader = new Reader(() => now, 'en', 'America/New_York');
  const hover = new modules.hover(documents, reader);
  const hoverAt = (position: vscode.Position): unknown =>
    hover.hoverIn(documents.log(document), document, position);
  const kinds = [...fieldPlaces(log)].map(([name, offsets]) => ({
    name,
    positions: offsets.map((offset) => document.positionAt(offset)),
  }));
  for (const { name, positions } of kinds) {
    for (const position of positions) {
      // It also warms the engine up.
      if (hoverAt(position) === undefined) {
        throw new Error(`No hover on a field "${name}", line ${position.line + 1}.`);
      }
    }
  }
  const figures = kinds
    .map(({ name, positions }) => {
      const { medians, slowest } = timesAtPlaces(hoverAt, positions);
      return {
        name,
        places: positions.length,
        median: median(medians),
        worst: Math.max(...medians),
        slowest,
      };
    })
    .sort((a, b) => b.worst - a.worst);
  const slowest = Math.max(...figures.map((figure) => figure.slowest));

  printReport(
    'Hover',
    [
      `${countWords(events)} events, ${countWords(text.length)} characters, seed ${seed}.`,
      '`AuditHover` itself runs on a log that is read, over a stand-in for the `vscode` module: what the window and the',
      `extension host add is not in it. Each kind of field at up to ${places} places, ${hoversAtPlace} times each; a place's time is`,
      `their median. «Worst» is the slowest place; the slowest single call of all was ${timeWords(slowest)}.`,
    ],
    [
      {
        what: 'First look (`AuditLog.of`)',
        measured: timeWords(first.index),
        beside: {
          what: 'Line-by-line scan in JavaScript',
          measured: timeWords(first.scan),
          ratio: first.index / first.scan,
        },
      },
      ...figures.map((figure): Figure => ({
        what: `Hover on ${figure.name} (${figure.places} places)`,
        measured: timeWords(figure.median),
        beside: {
          what: 'its worst place',
          measured: timeWords(figure.worst),
          ratio: figure.median / figure.worst,
        },
        goal: { words: `worst under ${timeWords(mostMs)}`, met: figure.worst < mostMs },
      })),
    ],
  );
}

runBench(hoverBench);
