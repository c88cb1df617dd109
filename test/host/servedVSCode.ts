import { createWriteStream } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startProcess } from './childProcess';
import { addSourceExtensions } from './sourceExtensions';
import { freePort } from './freePort';
import type { Settings } from './quietSettings';
import type { ServedInstall } from './servedInstall';
import { temporaryFolder } from './temporaryFolder';

const startTimeoutMs = 60_000;

interface ServeOptions {
  /** The user's settings as the window starts. Nothing watches their file: later changes go through VS Code. */
  readonly settings: Settings;
  /** Absolute paths of extensions to load from their source folders. */
  readonly sourceExtensions?: readonly string[];
  /** Where extensions are installed. Left out: an empty folder that goes with the server. */
  readonly extensionsDir?: string;
  /**
   * Lets the page's payload load extensions from source and run tests. VS Code then answers dialogs
   * and hides notifications by itself, so it is not for windows that a person or a test looks at.
   */
  readonly automation?: boolean;
  /** Absolute path of the folder that the bare address opens. */
  readonly defaultFolder?: string;
  /** What a browser must know to be let in. Left out: everyone on this machine is. */
  readonly token?: string;
  /** Environment of the server and so of the extension host, over our own. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A VS Code that answers on 127.0.0.1. */
interface ServedVSCode {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly origin: string;
  readonly port: number;
  /** Resolves when the server has ended, whatever the reason. */
  readonly ended: Promise<number | string>;
  /** Stops the server with its extension hosts and deletes its data. */
  stop(): Promise<void>;
}

/**
 * Serves VS Code on a free port of 127.0.0.1, with data of its own in a temporary folder.
 *
 * @throws Error with the end of the server's log when it does not answer
 */
export async function serveVSCode(
  install: ServedInstall,
  options: ServeOptions,
): Promise<ServedVSCode> {
  const dataFolder = await temporaryFolder('vscode-served');
  const dataDir = dataFolder.path;
  const extensionsDir = options.extensionsDir ?? path.join(dataDir, 'extensions');
  const userSettings = path.join(dataDir, 'data', 'User', 'settings.json');
  await mkdir(path.dirname(userSettings), { recursive: true });
  await writeFile(userSettings, JSON.stringify(options.settings, undefined, 2));
  await addSourceExtensions(extensionsDir, options.sourceExtensions ?? []);

  const port = await freePort();
  const logFile = path.join(dataDir, 'server.log');
  const server = startProcess(
    install.node,
    [
      install.serverMain,
      ...['--host', '127.0.0.1', '--port', String(port)],
      ...(options.token ? ['--connection-token', options.token] : ['--without-connection-token']),
      ...['--accept-server-license-terms', '--telemetry-level', 'off'],
      ...(options.defaultFolder ? ['--default-folder', options.defaultFolder] : []),
      ...(options.automation ? ['--enable-smoke-test-driver'] : []),
      ...['--server-data-dir', dataDir],
      ...['--extensions-dir', extensionsDir],
    ],
    {
      // An empty gallery: no marketplace is asked for anything.
      env: { ...serverEnvironment(), EXTENSIONS_GALLERY: '{}', ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const log = createWriteStream(logFile);
  server.child.stdout?.pipe(log, { end: false });
  server.child.stderr?.pipe(log, { end: false });

  const stop = async (): Promise<void> => {
    await server.stop();
    log.end();
    await dataFolder.remove();
  };
  const origin = `http://127.0.0.1:${port}`;
  try {
    await answers(origin, server.ended);
  } catch (error) {
    const tail = (await readFile(logFile, 'utf8')).slice(-2000);
    await stop();
    throw new Error(`VS Code ${install.version.release} did not start.\n${tail}`, { cause: error });
  }
  return { origin, port, ended: server.ended, stop };
}

async function answers(origin: string, ended: Promise<number | string>): Promise<void> {
  let over: unknown;
  ended.then(
    (code) => (over = `the server ended with ${code}`),
    (error: unknown) => (over = error),
  );
  const deadline = Date.now() + startTimeoutMs;
  while (over === undefined && Date.now() < deadline) {
    const signal = AbortSignal.timeout(5000);
    const ok = await fetch(`${origin}/version`, { signal }).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    await sleep(100);
  }
  throw new Error(over === undefined ? 'it did not answer in time' : 'it ended', { cause: over });
}

/** Our environment without what a VS Code that we may run inside of put there. */
function serverEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$|npm_)/.test(name),
    ),
  );
}
