// Runs a command of the test run: its output is kept, and it ends in time.
import { spawn } from 'node:child_process';
import { clearTimeout, setTimeout } from 'node:timers';

const graceMs = 10_000;
const running = new Set();

/**
 * @typedef {object} CommandResult
 * @property {string} output what it printed, both streams
 * @property {string | undefined} problem why it did not succeed
 */

/**
 * Runs Node with arguments until it ends, or ends it with all that it started.
 *
 * @param {readonly string[]} args
 * @param {{ cwd: string; env?: Record<string, string>; timeoutMs: number }} options
 * @returns {Promise<CommandResult>}
 */
export function runNode(args, { cwd, env, timeoutMs }) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });
    running.add(child);
    let output = '';
    const keep = (chunk) => (output += chunk);
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      void stop(child);
    }, timeoutMs);
    const end = (problem) => {
      clearTimeout(timer);
      running.delete(child);
      resolve({
        output,
        problem: late ? `did not end within ${(timeoutMs / 60_000).toFixed(1)} minutes` : problem,
      });
    };
    child.once('error', (error) => end(error.message));
    child.once('close', (code, signal) =>
      end(code === 0 ? undefined : signal ? `was ended by ${signal}` : `exit code ${code}`),
    );
  });
}

/** Ends everything that runs: politely, then not. */
export async function stopAll() {
  await Promise.all([...running].map(stop));
}

async function stop(child) {
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  signal(child, 'SIGTERM');
  const closed = new Promise((resolve) => child.once('close', resolve));
  const timer = setTimeout(() => signal(child, 'SIGKILL'), graceMs);
  await closed;
  clearTimeout(timer);
}

function signal(child, name) {
  try {
    process.kill(-child.pid, name);
  } catch (error) {
    // ESRCH: nothing of the group is left.
    if (error.code !== 'ESRCH') throw error;
  }
}
