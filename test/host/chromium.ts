import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { installOnce } from './installOnce';
import { npmInstall } from './npmInstall';
import { projectRoot, vscodeTestRoot } from './projectPaths';

/** A Chromium and the environment that it needs. */
export interface Chromium {
  readonly executable: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The bundled Chromium brings only a proportional font; code wants this one. */
const monospaceFont = 'dejavu-fonts-ttf@2.37.3';

/**
 * The Chromium of the system when there is one, else the one that npm brings (Linux on x64).
 *
 * @throws Error with what to install when there is neither
 */
export async function findChromium(): Promise<Chromium> {
  const asked = process.env.CHROMIUM;
  if (asked) return { executable: asked, env: {} };
  const executable = systemChromium();
  if (executable) return { executable, env: {} };
  if (process.platform === 'linux' && process.arch === 'x64') return bundledChromium();
  throw new Error(
    'No Chromium was found. Install Google Chrome or Chromium, or name one in the environment variable CHROMIUM.',
  );
}

function systemChromium(): string | undefined {
  const { platform, env } = process;
  if (platform === 'darwin') {
    const names = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    return names.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`).find(existsSync);
  }
  if (platform === 'win32') {
    const roots = [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA];
    const places = [
      'Google\\Chrome\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
    ];
    return roots
      .flatMap((root) => (root ? places.map((place) => path.join(root, place)) : []))
      .find(existsSync);
  }
  const folders = (env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const names = ['chromium', 'google-chrome', 'google-chrome-stable'];
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(existsSync);
}

async function bundledChromium(): Promise<Chromium> {
  const folder = path.join(vscodeTestRoot, 'chromium-143');
  await installOnce(folder, async (temporary) => {
    console.log('Unpacking the Chromium that @sparticuz/chromium brings …');
    await promisify(execFile)(process.execPath, [path.join(__dirname, 'unpackChromium.js')], {
      cwd: projectRoot,
      env: { ...process.env, TMPDIR: temporary, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' },
    });
    await addFonts(temporary);
  });
  return {
    executable: path.join(folder, 'chromium'),
    env: {
      FONTCONFIG_FILE: path.join(folder, 'fonts', 'code-fonts.conf'),
      LD_LIBRARY_PATH: [path.join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH]
        .filter(Boolean)
        .join(':'),
    },
  };
}

/**
 * Adds the font for code, and a font configuration that knows only the fonts unpacked here: pictures
 * then look the same on every machine.
 *
 * @param temporary where Chromium was unpacked
 */
async function addFonts(temporary: string): Promise<void> {
  const scratch = path.join(temporary, 'font-package');
  await mkdir(scratch);
  await npmInstall(scratch, [monospaceFont]);
  await cp(
    path.join(scratch, 'node_modules', 'dejavu-fonts-ttf', 'ttf'),
    path.join(temporary, 'fonts', 'fonts', 'DejaVu'),
    { recursive: true, filter: (source) => !source.endsWith('.ttf') || source.includes('Mono') },
  );
  const prefer = (generic: string, family: string): string =>
    `<alias binding="same"><family>${generic}</family><prefer><family>${family}</family></prefer></alias>`;
  await writeFile(
    path.join(temporary, 'fonts', 'code-fonts.conf'),
    [
      '<?xml version="1.0"?>',
      '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
      '<fontconfig>',
      // Relative to this file, so that a copied tree has its own.
      '<dir prefix="relative">fonts</dir>',
      '<cachedir prefix="xdg">fontconfig</cachedir>',
      prefer('monospace', 'DejaVu Sans Mono'),
      prefer('sans-serif', 'Open Sans'),
      prefer('system-ui', 'Open Sans'),
      '</fontconfig>',
      '',
    ].join('\n'),
  );
}
