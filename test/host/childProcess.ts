import { spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';

/** How long a process may take to end by itself before it is killed. */
const graceMs = 3000;

/** A process that never outlives ours. */
interface OwnedProcess {
  readonly child: ChildProcess;
  /** Resolves with the exit code, or the signal's name, once the process has ended. */
  readonly ended: Promise<number | string>;
  /** Ends it with everything that it started. Safe to call twice. */
  stop(): Promise<void>;
}

/** Starts a process that is ended, with its descendants, by `stop` or when our own process exits. */
export function startProcess(
  command: string,
  args: readonly string[],
  options: SpawnOptions,
): OwnedProcess {
  const child = spawn(command, args, { ...options, detached: process.platform !== 'win32' });
  const ended = new Promise<number | string>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
  // Whoever waits for `ended` sees the error; nobody has to.
  ended.catch(() => undefined);
  const killNow = (): void => killGroup(child, 'SIGKILL');
  process.once('exit', killNow);
  child.once('exit', () => process.off('exit', killNow));
  return {
    child,
    ended,
    stop: async () => {
      if (child.pid === undefined) return;
      killGroup(child, 'SIGTERM');
      const timer = setTimeout(killNow, graceMs);
      await ended.then(
        () => undefined,
        () => undefined,
      );
      clearTimeout(timer);
      // The extension host may live a moment longer than the server that started it.
      killNow();
    },
  };
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    if (child.exitCode !== null || child.signalCode !== null) return;
    spawn('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // ESRCH: nothing of the group is left.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Makes Ctrl-C and a polite kill run the `exit` handlers, which stop what was started. */
export function exitOnSignals(): void {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.once(signal, () => process.exit(code));
  }
}
