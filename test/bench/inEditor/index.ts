/**
 * Measures the language features inside the extension host of a real VS Code, which calls `run`. The
 * extension itself is there as its production bundle; the providers are timed beside it, as the same
 * code over the same document, so that what VS Code adds is not in the figures.
 */
import { writeFile } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { checkLog } from '../../../src/audit/check/checkLog';
import { Reader } from '../../../src/audit/time/moments';
import { atOnce } from '../../../src/audit/slices';
import { AuditDocuments } from '../../../src/editor/auditDocuments';
import { AuditHover } from '../../../src/editor/auditHover';
import { Folding } from '../../../src/editor/symbols/folding';
import { Highlights } from '../../../src/editor/references/highlights';
import { InlayHints } from '../../../src/editor/inlayHints';
import { Outline } from '../../../src/editor/symbols/outline';
import { References } from '../../../src/editor/references/references';
import { ViewportColours } from '../../../src/editor/viewportColours';
import { median, milliseconds } from '../measure';
import { inEditorEnvironment, type EditorTimes } from './times';

const rounds = 7;
const hovers = 200;
const settleMs = 3000;
const patienceMs = 60_000;
/** The busiest key of the fixture. */
const busyKey = '131071';

function folderFile(name: string): vscode.Uri {
  return vscode.Uri.file(path.join(process.env[inEditorEnvironment.folder] ?? '', name));
}

/** Milliseconds until the promise that the work gives is kept. */
async function elapsed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The median of several runs, the first of which warms the engine up. */
async function medianOf(work: () => unknown): Promise<number> {
  const times: number[] = [];
  while (times.length <= rounds) times.push(await elapsed(work));
  return median(times.slice(1));
}

/**
 * Ms from a document's opening to the next turn of the event loop, and to its first diagnostics, with
 * the 50 ms for which VS Code gathers changes of them before it tells; and the longest block of the event
 * loop.
 */
async function opening(
  uri: vscode.Uri,
  hasProblems = true,
): Promise<{ readonly diagnosticsMs: number; readonly blockMs: number; readonly turnMs: number }> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  let subscription: vscode.Disposable | undefined;
  const diagnosed = new Promise<number>((resolve) => {
    subscription = vscode.languages.onDidChangeDiagnostics(() => {
      if (vscode.languages.getDiagnostics(uri).length > 0) resolve(performance.now());
    });
  });
  let openedAt = 0;
  let turnMs = NaN;
  const opened = vscode.workspace.onDidOpenTextDocument((document) => {
    if (document.uri.toString() !== uri.toString()) return;
    openedAt = performance.now();
    setImmediate(() => (turnMs = performance.now() - openedAt));
  });
  delay.enable();
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
  const at = hasProblems
    ? await Promise.race([diagnosed, sleep(patienceMs, Infinity, { ref: false })])
    : Infinity;
  await sleep(settleMs); // outline, folding, lenses and hints are asked for as well
  delay.disable();
  subscription?.dispose();
  opened.dispose();
  return {
    diagnosticsMs: at - openedAt,
    blockMs: delay.max / 1e6,
    turnMs,
  };
}

/** Hovers all over the document, each place once: the middle time and the worst. */
async function hoverTimes(
  hover: AuditHover,
  document: vscode.TextDocument,
): Promise<{ readonly median: number; readonly worst: number }> {
  const step = Math.floor(document.lineCount / hovers);
  const times: number[] = [];
  for (let round = 0; round < 2; round++) {
    times.length = 0;
    for (let line = 1; line < document.lineCount; line += step) {
      const { end } = document.lineAt(line).range;
      times.push(await elapsed(() => hover.provideHover(document, end)));
    }
  }
  return { median: median(times), worst: Math.max(...times) };
}

/** Lines that a screen shows, in the middle of the document. */
function screen(document: vscode.TextDocument): vscode.Range {
  const middle = Math.floor(document.lineCount / 2);
  return new vscode.Range(middle, 0, middle + 60, 0);
}

/** Reads each part of the symbols once, as VS Code does. */
function read(symbols: readonly vscode.DocumentSymbol[]): number {
  return symbols.reduce(
    (sum, { children, detail, kind, name, range, selectionRange }) =>
      sum +
      name.length +
      detail.length +
      kind +
      range.end.line +
      selectionRange.start.line +
      read(children),
    0,
  );
}

async function measured(): Promise<EditorTimes> {
  // The first document starts what VS Code itself has put off.
  await opening(folderFile('first.data'), false);
  const plain = await opening(folderFile('5mb.data'), false);
  const small = await opening(folderFile('5mb.hsmaudit'));
  const again = await opening(folderFile('5mb-again.hsmaudit'));
  const largePlain = await opening(folderFile('50mb-again.data'), false);
  const large = await opening(folderFile('50mb.hsmaudit'));
  const document = vscode.window.activeTextEditor!.document;
  const text = document.getText();
  // Of the log itself the text was asked for before; VS Code keeps it.
  const plainText = await vscode.workspace.openTextDocument(folderFile('50mb.data'));
  const textMs = milliseconds(() => plainText.getText());
  const documents = new AuditDocuments();
  // References look into every open log. The extension has read those for its Problems.
  for (const open of vscode.workspace.textDocuments) {
    if (open !== document && open.languageId === document.languageId) await documents.read(open);
  }
  const indexMs = milliseconds(() => documents.log(document)); // of a text that is there
  const log = documents.log(document);
  const keyAt = document.positionAt(text.indexOf(`: ${busyKey}`) + 3);
  const aheadMs = milliseconds(() => atOnce(log.lookups.ahead()));
  const references = new References(documents);
  const firstReferencesMs = await elapsed(() => references.provideReferences(document, keyAt));
  const highlights = new Highlights(documents);
  const hints = new InlayHints(documents, {
    value: 'on',
    onDidChange: () => new vscode.Disposable(() => undefined),
  });
  const { token } = new vscode.CancellationTokenSource();
  const colours = new ViewportColours(documents);
  const outlineTime = (events: 'auto' | 'all'): Promise<number> => {
    const outline = new Outline(documents, () => ({ groups: 'day', events }));
    return medianOf(async () => read(await outline.provideDocumentSymbols(document)));
  };
  const hover = await hoverTimes(
    new AuditHover(documents, new Reader(() => Date.now(), 'en')),
    document,
  );
  return {
    events: log.length,
    characters: text.length,
    busyKeyEvents: (await references.provideReferences(document, keyAt)).length,
    plainBlockMs: plain.blockMs,
    smallBlockMs: small.blockMs,
    smallDiagnosticsMs: small.diagnosticsMs,
    againBlockMs: again.blockMs,
    largePlainBlockMs: largePlain.blockMs,
    largePlainTurnMs: largePlain.turnMs,
    largeBlockMs: large.blockMs,
    largeDiagnosticsMs: large.diagnosticsMs,
    textMs,
    indexMs,
    checkMs: await medianOf(() => checkLog(log)),
    hoverMs: hover.median,
    worstHoverMs: hover.worst,
    outlineMs: await outlineTime('auto'),
    wholeOutlineMs: await outlineTime('all'),
    foldingMs: await medianOf(() => new Folding(documents).provideFoldingRanges(document)),
    aheadMs,
    firstReferencesMs,
    referencesMs: await medianOf(() => references.provideReferences(document, keyAt)),
    highlightsMs: await medianOf(() => highlights.provideDocumentHighlights(document, keyAt)),
    hintsMs: await medianOf(() => hints.provideInlayHints(document, screen(document), token)),
    coloursMs: await medianOf(() =>
      colours.provideDocumentRangeSemanticTokens(document, screen(document)),
    ),
  };
}

export async function run(): Promise<void> {
  const times = await measured();
  await writeFile(folderFile(inEditorEnvironment.times).fsPath, JSON.stringify(times));
}
