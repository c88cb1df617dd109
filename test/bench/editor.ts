/**
 * Times the language features in the extension host of a served VS Code, on logs of 5 and 50 MB.
 *
 *     node out/test/bench/editor.js [FOLDER OF THE BUNDLES, default dist]
 */
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { hermeticAws } from '../host/hermeticAws';
import { launcherExecutable } from '../host/launcherExecutable';
import { projectRoot } from '../host/projectPaths';
import { auditLanguage } from '../../src/editor/languages';
import { quietSettings } from '../host/quietSettings';
import { temporaryFolder } from '../host/temporaryFolder';
import { testEnvironment } from '../host/testEnvironment';
import { auditLogOfSize } from './fixtures/auditLog';
import { median } from './measure';
import { controlName, reportedActivation } from './reportedActivation';
import { inEditorEnvironment, type EditorTimes } from './inEditor/times';
import { countWords, printReport, runBench, timeWords, type Figure } from './report';

const smallBytes = 5_000_000;
const largeBytes = 50_000_000;
const seed = 20_210_304;
const version = '1.139';
/** How often activation is measured, each in a window of its own. */
const windows = 3;

/** The hints that a person sees; no language for the plain text; no question before a large file. */
const benchSettings = {
  'cloudhsm.inlayHints': 'on',
  'cloudhsm.detectLogFiles': false,
  'workbench.editorLargeFileConfirmation': 1000,
  // Else VS Code knows the language by the first line.
  'files.associations': { '*.data': 'plaintext' },
};

/** The extension as it is installed: its own files, and the bundles wherever they are. */
async function extensionFolder(scratch: string, bundles: string): Promise<string> {
  const folder = path.join(scratch, 'extension');
  await mkdir(folder);
  for (const name of ['package.json', 'package.nls.json', 'syntaxes', 'media']) {
    await symlink(path.join(projectRoot, name), path.join(folder, name));
  }
  await symlink(bundles, path.join(folder, 'dist'));
  return folder;
}

/** One that does nothing, in the same window: what VS Code itself takes for an activation. */
async function controlExtension(scratch: string): Promise<string> {
  const folder = path.join(scratch, 'control');
  await mkdir(folder);
  const manifest = {
    name: 'control',
    publisher: 'bench',
    version: '1.0.0',
    engines: { vscode: '^1.100.0' },
    displayName: controlName,
    main: './extension.js',
    activationEvents: [`onLanguage:${auditLanguage}`, 'onStartupFinished'],
  };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(
    path.join(folder, 'extension.js'),
    "require('vscode');\nexports.activate = () => undefined;\n",
  );
  return folder;
}

/** An event is missing near the end, so that the check finds something. */
function withGap(text: string): string {
  const start = text.indexOf('\n\nTime:', text.length - 20_000);
  return text.slice(0, start) + text.slice(text.indexOf('\n\nTime:', start + 1));
}

/** The medians of some windows: of the extension and of the control. */
async function activationMs(
  extension: string,
  control: string,
  log: string,
): Promise<{ readonly own: number; readonly control: number }> {
  const times: { readonly own: number; readonly control: number }[] = [];
  while (times.length < windows) {
    times.push(await reportedActivation(version, extension, control, log));
  }
  return {
    own: median(times.map(({ own }) => own)),
    control: median(times.map((one) => one.control)),
  };
}

interface Times extends EditorTimes {
  readonly activation: { readonly own: number; readonly control: number };
}

async function timesIn(scratch: string): Promise<Times> {
  const folder = path.join(scratch, 'logs');
  const userData = path.join(scratch, 'user-data');
  await mkdir(folder);
  await mkdir(path.join(userData, 'User'), { recursive: true });
  await writeFile(
    path.join(userData, 'User', 'settings.json'),
    JSON.stringify({ ...quietSettings, ...benchSettings }),
  );
  const small = withGap(auditLogOfSize(smallBytes, seed).text);
  const large = withGap(auditLogOfSize(largeBytes, seed).text);
  for (const [name, text] of [
    ['first.data', small.slice(0, 10_000)],
    ['5mb.data', small],
    ['5mb.hsmaudit', small],
    ['5mb-again.hsmaudit', small],
    ['50mb.data', large],
    ['50mb-again.data', large],
    ['50mb.hsmaudit', large],
  ] as const) {
    await writeFile(path.join(folder, name), text);
  }
  const bundles = path.resolve(projectRoot, process.argv[2] ?? 'dist');
  const extension = await extensionFolder(scratch, bundles);
  const tiny = path.join(scratch, 'tiny', 'tiny.hsmaudit');
  await mkdir(path.dirname(tiny));
  await writeFile(tiny, auditLogOfSize(10_000, seed).text);
  const activation = await activationMs(extension, await controlExtension(scratch), tiny);
  await runTests({
    vscodeExecutablePath: await launcherExecutable(),
    extensionDevelopmentPath: extension,
    extensionTestsPath: path.join(__dirname, 'inEditor/index.js'),
    extensionTestsEnv: {
      ...hermeticAws,
      [testEnvironment.vscode]: version,
      [inEditorEnvironment.folder]: folder,
    },
    launchArgs: [
      folder,
      `--user-data-dir=${userData}`,
      `--extensions-dir=${path.join(scratch, 'extensions')}`,
    ],
  });
  const text = await readFile(path.join(folder, inEditorEnvironment.times), 'utf8');
  return { ...(JSON.parse(text) as EditorTimes), activation };
}

function under(what: string, ms: number, most: number): Figure {
  const goal = { words: `under ${timeWords(most)}`, met: ms < most };
  return { what, measured: timeWords(ms), goal };
}

function shown(what: string, ms: number): Figure {
  return { what, measured: timeWords(ms) };
}

async function editorBench(): Promise<void> {
  const scratch = await temporaryFolder('cloudhsm-bench-editor');
  try {
    const times = await timesIn(scratch.path);
    const ratio = (ms: number, what: string, beside: number): Figure['beside'] => ({
      what,
      measured: timeWords(beside),
      ratio: ms / beside,
    });
    const text = 'VS Code giving the text, the first time';
    printReport(
      'Language features in the extension host',
      [
        `VS Code ${version}, served; ${countWords(times.events)} events, ${countWords(times.characters)} characters, seed ${seed}. The providers`,
        'themselves run, over the document of VS Code. A block is the longest delay of the event loop from',
        'opening a document until 3 s after its problems are there, with the production bundle. Beside it',
        'stands what VS Code itself takes: of an activation that does nothing, and of the same text as plain text.',
        'Problems are there when VS Code tells of them, 50 ms after it has got them.',
      ],
      [
        {
          ...under('Activation, as VS Code reports it', times.activation.own, 10),
          beside: ratio(
            times.activation.own,
            'an extension that does nothing',
            times.activation.control,
          )!,
        },
        {
          ...under('Open 5 MB, the first log: longest block', times.smallBlockMs, 50),
          beside: ratio(times.smallBlockMs, 'the same as plain text', times.plainBlockMs)!,
        },
        {
          ...under('Open 5 MB, another log: longest block', times.againBlockMs, 50),
          beside: ratio(times.againBlockMs, 'the same as plain text', times.plainBlockMs)!,
        },
        shown('Open 5 MB: problems after', times.smallDiagnosticsMs),
        {
          ...shown('Open 50 MB: longest block', times.largeBlockMs),
          beside: ratio(times.largeBlockMs, 'the same as plain text', times.largePlainBlockMs)!,
        },
        {
          ...under('Open 50 MB: problems after', times.largeDiagnosticsMs, 200),
          beside: ratio(
            times.largeDiagnosticsMs,
            'plain text: the next turn after it opens',
            times.largePlainTurnMs,
          )!,
        },
        { ...shown('Index', times.indexMs), beside: ratio(times.indexMs, text, times.textMs)! },
        shown('Check', times.checkMs),
        under('Hover, first at its place', times.hoverMs, 2),
        under('Hover, the worst place', times.worstHoverMs, 2),
        {
          ...under('Outline', times.outlineMs, 150),
          beside: ratio(times.outlineMs, text, times.textMs)!,
        },
        under('Outline with every event in it', times.wholeOutlineMs, 150),
        {
          ...under('Folding', times.foldingMs, 150),
          beside: ratio(times.foldingMs, text, times.textMs)!,
        },
        shown('Lookups made ahead, in slices', times.aheadMs),
        shown('References, the first time', times.firstReferencesMs),
        under(
          `References of the busiest key (${countWords(times.busyKeyEvents)})`,
          times.referencesMs,
          20,
        ),
        shown('Marks of the busiest key', times.highlightsMs),
        shown('Hints for a screen', times.hintsMs),
        shown('Colours for a screen', times.coloursMs),
      ],
    );
  } finally {
    await scratch.remove();
  }
}

runBench(editorBench);
