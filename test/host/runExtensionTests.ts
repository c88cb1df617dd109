/**
 * A program: runs test/extension/ inside a VS Code, `node runExtensionTests.js 1.100`. It is a desktop
 * one where there is a display and the download works, else the served one.
 */
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { runProgram } from './runProgram';
import { downloadedDesktop, hasDisplay } from './desktop';
import { hermeticAws } from './hermeticAws';
import { launcherExecutable } from './launcherExecutable';
import { projectRoot } from './projectPaths';
import { testSettings } from './quietSettings';
import { temporaryFolder } from './temporaryFolder';
import { testEnvironment } from './testEnvironment';
import { vscodeVersionNamed } from './vscodeVersions';
import type { VSCodeVersion } from './vscodeVersions';

async function main(): Promise<void> {
  const version = vscodeVersionNamed(process.argv[2] ?? '');
  const temporary = await temporaryFolder('cloudhsm-tests');
  const scratch = temporary.path;
  const folder = path.join(scratch, 'workspace');
  const userData = path.join(scratch, 'user-data');
  const output = path.join(scratch, 'output.txt');
  // Printed however the run ends, before the folder goes.
  const show = (): void => {
    if (existsSync(output)) process.stdout.write(readFileSync(output));
  };
  process.once('exit', show);
  await mkdir(folder);
  await mkdir(path.join(userData, 'User'), { recursive: true });
  await writeFile(
    path.join(userData, 'User', 'settings.json'),
    JSON.stringify(testSettings, undefined, 2),
  );
  try {
    await runTests({
      vscodeExecutablePath: await executable(version),
      extensionDevelopmentPath: projectRoot,
      extensionTestsPath: path.resolve(__dirname, '../extension/index.js'),
      extensionTestsEnv: {
        ...hermeticAws,
        [testEnvironment.vscode]: version.name,
        [testEnvironment.output]: output,
      },
      launchArgs: [
        folder,
        `--user-data-dir=${userData}`,
        `--extensions-dir=${path.join(scratch, 'extensions')}`,
      ],
    });
  } finally {
    process.off('exit', show);
    show();
    await temporary.remove();
  }
}

async function executable(version: VSCodeVersion): Promise<string> {
  if (!hasDisplay()) return launcherExecutable();
  try {
    return await downloadedDesktop(version);
  } catch (error) {
    console.log(
      `No desktop VS Code ${version.release} (${String(error)}): the served one is used.`,
    );
    return launcherExecutable();
  }
}

runProgram(main);
