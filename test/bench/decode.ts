/** Times the index and the decoder on a log of 50 MB beside what a person would take instead. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { AuditLog } from '../../src/audit/table/auditLog';
import { auditLogOfSize } from './fixtures/auditLog';
import { scanLines } from './lineScan';
import { mediansInTurn, timed } from './measure';
import { countWords, printReport, runBench, timeWords, type Figure } from './report';
import { runProcess } from './wholeProcess';

const bytes = 50_000_000;
const seed = 20_210_304;
const rounds = 5;
const mostDecodeMs = 0.02;
const mostTimesLineCount = 3;
const mostTableBytes = 40;

/** What a person runs on the file instead, each as a process of its own. */
const commands: readonly (readonly [command: string, ...args: string[]])[] = [
  ['wc', '-l'],
  ['grep', '-c', 'CN_LOGIN'],
  ['rg', '-c', 'CN_LOGIN'],
  ['lnav', '-n', '-c', ':quit'],
];

/** Decodes every event. What it gives back keeps the engine from leaving the work out. */
function decodeAll(log: AuditLog): number {
  let fields = 0;
  for (let row = 0; row < log.length; row++) fields += log.event(row).fields.length;
  return fields;
}

/** `812 ms (62 MB/s, 190,123 events/s)`. */
function speedWords(ms: number, events: number): string {
  const seconds = ms / 1000;
  return `${timeWords(ms)} (${countWords(bytes / 1e6 / seconds)} MB/s, ${countWords(events / seconds)} events/s)`;
}

/** The index and the decoder in this process, beside a script that scans the same text. */
function inProcessFigures(text: string, events: number): readonly Figure[] {
  const log = AuditLog.of(text);
  if (log.length !== events) throw new Error(`The index has ${log.length} events, not ${events}.`);
  const ms = mediansInTurn(
    {
      index: timed(() => AuditLog.of(text)),
      decode: timed(() => decodeAll(log)),
      scan: timed(() => scanLines(text)),
    },
    rounds,
  );
  const scan = 'Line-by-line scan in JavaScript';
  const tableBytes = log.table.byteLength / log.length;
  return [
    {
      what: 'Index (`AuditLog.of`)',
      measured: speedWords(ms.index, events),
      beside: {
        what: scan,
        measured: speedWords(ms.scan, events),
        ratio: ms.index / ms.scan,
      },
    },
    {
      what: 'Decode every event',
      measured: speedWords(ms.decode, events),
      beside: {
        what: scan,
        measured: speedWords(ms.scan, events),
        ratio: ms.decode / ms.scan,
      },
    },
    {
      what: 'Decode one event',
      measured: timeWords(ms.decode / events),
      beside: {
        what: scan,
        measured: timeWords(ms.scan / events),
        ratio: ms.decode / ms.scan,
      },
      goal: {
        words: `under ${timeWords(mostDecodeMs)}`,
        met: ms.decode / events < mostDecodeMs,
      },
    },
    {
      what: 'Columns of the index, for one event',
      measured: `${countWords(tableBytes)} B`,
      beside: {
        what: 'its text',
        measured: `${countWords(text.length / events)} B`,
        ratio: tableBytes / (text.length / events),
      },
      goal: { words: `at most ${mostTableBytes} B`, met: tableBytes <= mostTableBytes },
    },
  ];
}

/** A process that reads and indexes the file, beside the tools that a person has. */
function processFigures(file: string, events: number): readonly Figure[] {
  const installed = commands.filter(([command]) => runProcess(command, ['--version']));
  const run =
    (command: string, ...args: readonly string[]) =>
    () =>
      runProcess(command, args)!.ms;
  const name = (command: readonly string[]): string => `\`${command.join(' ')}\``;
  const ms: Readonly<Record<string, number>> = mediansInTurn<string>(
    {
      index: run(process.execPath, path.join(__dirname, 'indexOnce.js'), file),
      node: run(process.execPath, '-e', '0'),
      ...Object.fromEntries(
        installed.map((command) => [name(command), run(command[0], ...command.slice(1), file)]),
      ),
    },
    rounds,
  );
  const index = ms.index!;
  const beside = (what: string, of: number): Figure => ({
    what: 'Index as a process: `node` starts, reads, indexes',
    measured: speedWords(index, events),
    beside: { what, measured: timeWords(of), ratio: index / of },
  });
  return [
    ...installed.map((command): Figure => {
      const figure = beside(name(command), ms[name(command)]!);
      if (command[0] !== 'wc') return figure;
      const met = figure.beside!.ratio <= mostTimesLineCount;
      return { ...figure, goal: { words: `at most ${mostTimesLineCount} × its time`, met } };
    }),
    beside('`node` that does nothing', ms.node!),
  ];
}

function decodeBench(): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'cloudhsm-bench-'));
  try {
    const file = path.join(folder, 'audit.log');
    const { text: written, events } = auditLogOfSize(bytes, seed);
    writeFileSync(file, written);
    // Read back, as the text of a file comes: the engine keeps a joined text in another form.
    const text = readFileSync(file, 'utf8');
    const missing = commands.flatMap(([command]) =>
      runProcess(command, ['--version']) ? [] : [`\`${command}\``],
    );
    printReport(
      'Index and decode',
      [
        `${countWords(text.length)} bytes, ${countWords(events)} events of both generations, seed ${seed}; medians of ${rounds} runs in turn.`,
        ...(missing.length === 0 ? [] : [`Not installed here: ${missing.join(', ')}.`]),
      ],
      [...inProcessFigures(text, events), ...processFigures(file, events)],
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

runBench(decodeBench);
