/**
 * A program: opens VS Code with the extension, the sample and a local endpoint. scripts/start.mjs
 * reads the command line and gives the options as JSON.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { SampleSource } from '../../src/sources/sample/sampleSource';
import { fillWithSample } from '../endpoint/sampleData';
import { startEndpoint } from '../endpoint/server';
import { runProgram } from './runProgram';
import { hasDisplay, installedDesktop } from './desktop';
import { projectRoot, vscodeTestRoot } from './projectPaths';
import { quietSettings } from './quietSettings';
import { sampleStreamUri } from './sampleStream';
import { startDesktop } from './startDesktop';
import { startPicture } from './startPicture';
import { startServed } from './startServed';
import { themeSetting } from './themeSetting';
import type { Theme } from './themeSetting';

interface StartOptions {
  readonly browser: boolean;
  readonly port?: number;
  /** Absolute path. */
  readonly screenshot?: string;
  /** The screenshot is of the decoded view. */
  readonly decoded: boolean;
  readonly theme: Theme;
  readonly size: { readonly width: number; readonly height: number };
  readonly vscode: string;
}

async function main(): Promise<void> {
  const options = JSON.parse(process.argv[2] ?? '{}') as StartOptions;
  const endpoint = await startEndpoint();
  await fillWithSample(endpoint, new SampleSource());
  const scene = {
    folder: await workspaceFolder(),
    extensions: [projectRoot, path.join(projectRoot, 'test', 'host', 'opener')],
    settings: {
      ...quietSettings,
      'workbench.colorTheme': themeSetting(options.theme),
      'cloudhsm.connections': [
        { name: 'local endpoint', region: 'us-east-1', endpoint: endpoint.url },
      ],
      'cloudhsmOpener.open': await sampleStreamUri(),
    },
  };
  try {
    const desktop = options.browser || !hasDisplay() ? undefined : installedDesktop();
    if (options.screenshot) await startPicture(scene, { ...options, file: options.screenshot });
    else if (desktop) await startDesktop(scene, desktop);
    else await startServed(scene, options);
  } finally {
    await endpoint.stop();
  }
}

/** An empty workspace folder to stand in. */
async function workspaceFolder(): Promise<string> {
  const folder = path.join(vscodeTestRoot, 'workspace');
  await mkdir(folder, { recursive: true });
  await writeFile(
    path.join(folder, 'README.md'),
    'A folder to try CloudHSM Log Explorer in. `npm start` makes it; what you put here stays.\n',
  );
  return folder;
}

runProgram(main);
