/**
 * A program that stands in for a desktop VS Code's executable: it takes the same arguments from
 * @vscode/test-electron and runs the tests in a served VS Code, in a headless Chromium. It prints
 * the tests' console and ends with their exit code.
 */
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { format } from 'node:util';
import { launchBrowser } from './browser';
import { exitOnSignals } from './childProcess';
import { launchArguments } from './launchArguments';
import { automationAddress } from './pageAddress';
import type { Settings } from './quietSettings';
import { servedInstall } from './servedInstall';
import { serveVSCode } from './servedVSCode';
import { testEnvironment } from './testEnvironment';
import { vscodeVersionNamed } from './vscodeVersions';

const testsTimeoutMs = 10 * 60_000;

/** What a served VS Code without its native modules and without a marketplace always says. */
const expected =
  /spdlog|native-watchdog|ripgrep|serviceWorker|builtin extensions|connection token|Creating a socket/;

function firstLines(text: string): string {
  return text.split('\n').slice(0, 12).join('\n');
}

async function main(): Promise<number> {
  const args = launchArguments(process.argv.slice(2));
  if (!args.extensionTestsPath) throw new Error('--extensionTestsPath is missing.');
  const version = vscodeVersionNamed(process.env[testEnvironment.vscode] ?? '');
  const server = await serveVSCode(await servedInstall(version), {
    automation: true,
    settings: args.userDataDir ? await userSettings(args.userDataDir) : {},
    ...(args.extensionsDir ? { extensionsDir: args.extensionsDir } : {}),
  });
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });

  const over = new Promise<number>((resolve, reject) => {
    page.exposeFunction('codeAutomationExit', resolve).catch(reject);
    page.once('crash', () => reject(new Error('The page of VS Code crashed.')));
    server.ended.then((code) => reject(new Error(`VS Code's server ended (${code}).`)), reject);
  });
  // The workbench, the extension host and the tests share one console; it matters when they fail.
  const consoleLines: string[] = [];
  await page.exposeFunction('codeAutomationLog', (type: string, words: unknown[]) => {
    const text = format(...words);
    if (!expected.test(text)) consoleLines.push(`[${type}] ${firstLines(text)}`);
  });
  const content = {
    extensionDevelopmentPaths: args.extensionDevelopmentPaths,
    extensionTestsPath: args.extensionTestsPath,
    ...(args.folder ? { folder: args.folder } : {}),
  };
  try {
    await page.goto(server.origin + automationAddress(`127.0.0.1:${server.port}`, content));
    const code = await Promise.race([over, tooLong()]);
    if (code === 0) consoleLines.length = 0;
    return code;
  } finally {
    for (const line of consoleLines) console.log(line);
    await browser.close();
    await server.stop();
  }
}

async function tooLong(): Promise<never> {
  await sleep(testsTimeoutMs, undefined, { ref: false });
  throw new Error(`The tests did not end within ${testsTimeoutMs / 60_000} minutes.`);
}

/** The settings that a desktop VS Code would read from its user data folder. */
async function userSettings(userDataDir: string): Promise<Settings> {
  const text = await readFile(path.join(userDataDir, 'User', 'settings.json'), 'utf8');
  return JSON.parse(text) as Settings;
}

exitOnSignals();
main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
