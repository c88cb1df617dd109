// Makes sure that node_modules/ is there and is what package-lock.json asks for.
// `node scripts/setup.mjs`, and the first step of every script here. Needs no package itself.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root, absolute. */
export const root = path.resolve(fileURLToPath(import.meta.url), '../..');
const oldestNode = [20, 19];
/** Tells the scripts that a script starts which project is set up already. */
const doneVariable = 'CLOUDHSM_SETUP_DONE';

/** Installs the dependencies if they are missing or others than the lockfile's. Ends the process when it cannot. */
export function setup() {
  if (process.env[doneVariable] === root) return;
  checkNode();
  install();
  process.env[doneVariable] = root;
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    fail(
      `Node.js ${oldestNode.join('.')} or newer is needed, and this is ${process.versions.node}. Install a newer one and run this again.`,
    );
  }
}

function install() {
  const reason = reasonToInstall();
  if (!reason) return;
  console.log(`Setup: installing the dependencies with npm ci, because ${reason}.`);
  const npm = npmCommand(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  const { status, error } = spawnSync(npm.command, npm.args, {
    cwd: root,
    stdio: 'inherit',
    shell: npm.shell,
  });
  if (status !== 0) {
    fail(
      `The dependencies could not be installed (npm ci: ${error?.message ?? `exit code ${status}`}). Its own words are above; check the network and run this again.`,
    );
  }
}

/**
 * npm as `spawn` wants it. Started from an npm script, npm names its own JavaScript file, which needs
 * no shell on any system; else Windows needs one for npm.cmd.
 * @param {string[]} args
 */
export function npmCommand(args) {
  const file = process.env.npm_execpath;
  if (file && /\.c?js$/.test(file)) {
    return { command: process.execPath, args: [file, ...args], shell: false };
  }
  return { command: 'npm', args, shell: process.platform === 'win32' };
}

/** Compares npm's record of what it installed with the lockfile: the time of a file says little. */
function reasonToInstall() {
  const record = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return 'they are missing';
  const wanted = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  const other = Object.keys(wanted).find(
    (place) =>
      place !== '' &&
      !(wanted[place].optional && !installed[place]) &&
      installed[place]?.version !== wanted[place].version,
  );
  return other && `${other} is not what package-lock.json asks for`;
}

function fail(sentence) {
  console.error(`Setup: ${sentence}`);
  process.exit(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) setup();
