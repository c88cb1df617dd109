import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import * as path from 'node:path';

/** Long enough for a slow network; a hung one ends in an error sentence. */
const installTimeoutMs = 10 * 60_000;

/**
 * Installs packages from npm into a folder of its own, without running their scripts.
 *
 * @param specs `name@version`
 * @throws Error with npm's own words when the install fails
 */
export async function npmInstall(folder: string, specs: readonly string[]): Promise<void> {
  await writeFile(path.join(folder, 'package.json'), '{ "private": true }\n');
  await runNpmInstall(folder, specs);
}

/** Installs what the package.json and lockfile in a folder ask for, without development packages. */
export async function npmInstallListed(folder: string): Promise<void> {
  await runNpmInstall(folder, ['--omit=dev']);
}

async function runNpmInstall(folder: string, extra: readonly string[]): Promise<void> {
  const args = [
    'install',
    '--prefix',
    folder,
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--engine-strict=false',
    ...extra,
  ];
  // Started from an npm script, npm names its own JavaScript file, which needs no shell to run.
  const npmFile = process.env.npm_execpath;
  const direct = npmFile !== undefined && /\.c?js$/.test(npmFile);
  const npm = direct
    ? spawn(process.execPath, [npmFile, ...args], { cwd: folder, env: npmEnvironment() })
    : spawn('npm', args, {
        cwd: folder,
        env: npmEnvironment(),
        shell: process.platform === 'win32',
      });
  let output = '';
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-4000);
  };
  npm.stdout.on('data', keep);
  npm.stderr.on('data', keep);
  const timer = setTimeout(() => npm.kill(), installTimeoutMs);
  const stop = (): void => void npm.kill();
  process.once('exit', stop);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      npm.once('error', reject);
      npm.once('close', resolve);
    });
    if (code !== 0) {
      throw new Error(`npm ${args.join(' ')} failed (${code ?? 'stopped'}).\n${output.trim()}`);
    }
  } finally {
    clearTimeout(timer);
    process.off('exit', stop);
  }
}

/** Our environment without what an outer `npm test` says about this project. */
function npmEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(config_local_prefix|package_|lifecycle_|command$)/.test(name),
    ),
  );
}
