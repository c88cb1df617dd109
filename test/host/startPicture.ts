import { openWindow } from '../window/openWindow';
import { servedInstall } from './servedInstall';
import type { StartScene } from './startScene';
import type { Theme } from './themeSetting';
import { vscodeVersionNamed } from './vscodeVersions';

interface PictureOptions {
  /** Absolute path of the PNG file. */
  readonly file: string;
  /** Whether the log is shown decoded. */
  readonly decoded: boolean;
  readonly theme: Theme;
  /** CSS pixels. */
  readonly size: { readonly width: number; readonly height: number };
  readonly vscode: string;
}

/**
 * Opens the scene without a window on the screen, hovers an opcode (a response in the decoded view) and
 * saves a picture.
 */
export async function startPicture(scene: StartScene, options: PictureOptions): Promise<void> {
  const [extension, ...companions] = scene.extensions;
  const window = await openWindow({
    folder: scene.folder,
    theme: options.theme,
    size: options.size,
    settings: scene.settings,
    companions,
    under: {
      install: await servedInstall(vscodeVersionNamed(options.vscode)),
      developmentPath: extension,
      extensionsDir: undefined,
    },
  });
  try {
    await window.editorShown('.hsmaudit');
    if (options.decoded) {
      await window.runCommand('CloudHSM: Open Log Decoded');
      await window.editorShown('.hsmdecoded');
      await window.hover('FAILED 163');
    } else {
      await window.hover('CN_LOGIN');
    }
    await window.screenshot(options.file);
    console.log(`Saved ${options.file}`);
  } finally {
    await window.close();
  }
}
