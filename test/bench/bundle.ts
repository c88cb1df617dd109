/**
 * Weighs the bundles and times the extension's start in fresh processes.
 *
 *     node out/test/bench/bundle.js [FOLDER OF THE BUNDLES, default dist]
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { gzipSync } from 'node:zlib';
import { projectRoot } from '../host/projectPaths';
import type { Activation } from './activateOnce';
import { median } from './measure';
import { printReport, runBench, sizeWords, timeWords, type Figure } from './report';
import { runProcess } from './wholeProcess';

const processes = 15;
const mostActivationMs = 10;
/** Of JavaScript that is loaded before a log is open. */
const mostBytes = 60_000;
/** An extension that does nothing: what loading any file costs. */
const emptyExtension = "'use strict';\nexports.activate = () => {};\n";

function activation(file: string): Activation {
  const script = path.join(__dirname, 'activateOnce.js');
  const ran = runProcess(process.execPath, [script, file])!;
  return JSON.parse(ran.output) as Activation;
}

function sizeFigures(folder: string): readonly Figure[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .sort()
    .map((name) => {
      const content = readFileSync(path.join(folder, name));
      const zipped = gzipSync(content, { level: 9 }).length;
      return {
        what: `Size of \`dist/${name}\``,
        measured: sizeWords(content.length),
        beside: {
          what: 'with gzip',
          measured: sizeWords(zipped),
          ratio: content.length / zipped,
        },
      };
    });
}

function startFigures(folder: string, empty: string): readonly Figure[] {
  const bundle = path.join(folder, 'extension.js');
  const ours: Activation[] = [];
  const theirs: Activation[] = [];
  for (let round = 0; round < processes; round++) {
    ours.push(activation(bundle));
    theirs.push(activation(empty));
  }
  const figure = (what: string, of: (activation: Activation) => number): Figure => {
    const [own, reference] = [median(ours.map(of)), median(theirs.map(of))];
    return {
      what,
      measured: timeWords(own),
      beside: {
        what: 'an extension that does nothing',
        measured: timeWords(reference),
        ratio: own / reference,
      },
    };
  };
  const whole = ({ loadMs, activateMs }: Activation): number => loadMs + activateMs;
  const files = [...new Set(ours.flatMap((start) => start.files))];
  const bytes = files.reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0);
  return [
    figure('Load `extension.js`', ({ loadMs }) => loadMs),
    figure('`activate()`', ({ activateMs }) => activateMs),
    {
      ...figure('Load and activate', whole),
      goal: {
        words: `under ${mostActivationMs} ms`,
        met: median(ours.map(whole)) < mostActivationMs,
      },
    },
    {
      what: `JavaScript loaded by it (${files.join(', ')})`,
      measured: sizeWords(bytes),
      goal: { words: `under ${sizeWords(mostBytes)}`, met: bytes < mostBytes },
    },
  ];
}

function bundleBench(): void {
  const folder = path.resolve(projectRoot, process.argv[2] ?? 'dist');
  const scratch = mkdtempSync(path.join(tmpdir(), 'cloudhsm-bench-'));
  try {
    const empty = path.join(scratch, 'extension.js');
    writeFileSync(empty, emptyExtension);
    printReport(
      'Bundles and activation',
      [
        `Production bundles. Times are medians of ${processes} fresh processes each, in turn, over a stand-in for the`,
        '`vscode` module; the start of Node itself is not in them.',
      ],
      [...sizeFigures(folder), ...startFigures(folder, empty)],
    );
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

runBench(bundleBench);
