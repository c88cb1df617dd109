/**
 * A program: runs test/window/ against a served VS Code.
 *
 *   node runWindowTests.js 1.100           the extension's source folder
 *   node runWindowTests.js 1.139 --vsix    the packaged .vsix, installed
 */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { runProgram } from './runProgram';
import { mochaRun } from './mochaRun';
import { projectRoot } from './projectPaths';
import { servedInstall } from './servedInstall';
import { temporaryFolder } from './temporaryFolder';
import { testEnvironment } from './testEnvironment';
import { vscodeVersionNamed, vscodeVersions } from './vscodeVersions';

const testTimeoutMs = 60_000;

/** On a busy machine a key can come before the window is ready for it, as for a person. */
const retries = 1;

/**
 * The longest ones run once, in the newest VS Code from source: three times they would not fit into
 * the 15 minutes of a whole run. What they rest on is tested in every VS Code by the extension tests.
 */
const onceOnly =
  /^(?:clusterTree|decodedViews|health|language|largeLog|queries|search|tail|walkthrough)\./;

async function main(): Promise<void> {
  const [versionName = '', ...flags] = process.argv.slice(2);
  const version = vscodeVersionNamed(versionName);
  process.env[testEnvironment.vscode] = version.name;
  const tests = path.resolve(__dirname, '../window');
  const isWanted = (file: string): boolean => !onceOnly.test(file);
  if (!flags.includes('--vsix')) {
    const isNewest = version === vscodeVersions.at(-1);
    return mochaRun(tests, testTimeoutMs, retries, isNewest ? undefined : isWanted);
  }

  const temporary = await temporaryFolder('cloudhsm-vsix');
  const scratch = temporary.path;
  try {
    const extensionsDir = path.join(scratch, 'extensions');
    const { node, serverMain } = await servedInstall(version);
    const vsix = await packagedExtension();
    const { stdout } = await promisify(execFile)(
      node,
      [
        serverMain,
        '--accept-server-license-terms',
        ...['--server-data-dir', path.join(scratch, 'server')],
        ...['--extensions-dir', extensionsDir, '--install-extension', vsix],
      ],
      { timeout: 60_000 },
    );
    console.log(stdout.trim());
    process.env[testEnvironment.extensions] = extensionsDir;
    await mochaRun(tests, testTimeoutMs, retries, isWanted);
  } finally {
    await temporary.remove();
  }
}

/** The path of the .vsix that `npm run package` made. */
async function packagedExtension(): Promise<string> {
  const text = await readFile(path.join(projectRoot, 'package.json'), 'utf8');
  const { name, version } = JSON.parse(text) as { name: string; version: string };
  return path.join(projectRoot, `${name}-${version}.vsix`);
}

runProgram(main);
