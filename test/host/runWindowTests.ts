/**
 * A program: runs the tests of test/window/, or those whose path begins with a NAME, against a served
 * VS Code.
 *
 *   node runWindowTests.js 1.100 [NAME...]           the extension's source folder
 *   node runWindowTests.js 1.139 --vsix [NAME...]    the packaged .vsix, installed
 */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { runProgram } from './runProgram';
import { mochaRun } from './mochaRun';
import { projectRoot } from './projectPaths';
import { servedInstall } from './servedInstall';
import { temporaryFolder } from './temporaryFolder';
import { testEnvironment } from './testEnvironment';
import { vscodeVersionNamed } from './vscodeVersions';

const testTimeoutMs = 60_000;

/** On a busy machine a key can come before the window is ready for it, as for a person. */
const retries = 1;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { vsix: { type: 'boolean' } },
  });
  const [versionName = '', ...names] = positionals;
  const version = vscodeVersionNamed(versionName);
  process.env[testEnvironment.vscode] = version.name;
  const tests = path.resolve(__dirname, '../window');
  const isWanted = (file: string): boolean =>
    names.length === 0 || names.some((name) => file.startsWith(path.normalize(name)));
  if (!values.vsix) return mochaRun(tests, testTimeoutMs, retries, isWanted);

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
