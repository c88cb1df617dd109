import { launchBrowser } from '../host/browser';
import { hermeticAws } from '../host/hermeticAws';
import { pageAddress } from '../host/pageAddress';
import { testSettings } from '../host/quietSettings';
import type { Settings } from '../host/quietSettings';
import { serveVSCode } from '../host/servedVSCode';
import { themeSetting } from '../host/themeSetting';
import type { Theme } from '../host/themeSetting';
import type { ExtensionUnderTest } from './extensionUnderTest';
import { extensionUnderTest } from './extensionUnderTest';
import { VSCodeWindow } from './vscodeWindow';

export interface WindowOptions {
  /** Absolute path of the workspace folder. Left out: an empty window. */
  readonly folder?: string;
  /** Default: Dark Modern. */
  readonly theme?: Theme;
  /** CSS pixels. Default: 1400 by 900. */
  readonly size?: { readonly width: number; readonly height: number };
  /** Pixels of the picture for a CSS pixel. Default: 1. */
  readonly scale?: number;
  /** The user's settings, over the quiet ones. */
  readonly settings?: Settings;
  /** Environment of the extension host. By default the AWS SDK finds only a made-up key. */
  readonly env?: Readonly<Record<string, string>>;
  /** More extensions to load from source. */
  readonly companions?: readonly string[];
  /** Default: what the environment asks for. */
  readonly under?: ExtensionUnderTest;
}

/**
 * Opens a VS Code window with the extension under test: a server, settings and browser of its own,
 * so that no window sees another's. Takes 3 to 6 seconds. The caller closes it.
 */
export async function openWindow(options: WindowOptions): Promise<VSCodeWindow> {
  const under = options.under ?? (await extensionUnderTest());
  const server = await serveVSCode(under.install, {
    settings: {
      ...testSettings,
      'workbench.colorTheme': themeSetting(options.theme ?? 'Dark Modern'),
      ...options.settings,
    },
    env: { ...hermeticAws, ...options.env },
    sourceExtensions: [under.developmentPath, ...(options.companions ?? [])].filter(
      (folder) => folder !== undefined,
    ),
    ...(under.extensionsDir ? { extensionsDir: under.extensionsDir } : {}),
  });
  const browser = await launchBrowser().catch(async (error: unknown) => {
    await server.stop();
    throw error;
  });
  const close = async (): Promise<void> => {
    await browser.close();
    await server.stop();
  };
  try {
    const context = await browser.newContext({
      viewport: options.size ?? { width: 1400, height: 900 },
      deviceScaleFactor: options.scale ?? 1,
      // The bundled Chromium takes a name from its environment that is no language of a page.
      locale: 'en-US',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = await context.newPage();
    await page.goto(server.origin + pageAddress(options.folder));
    await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    const window = new VSCodeWindow(page, options.folder, close);
    await window.extensionHostReady();
    return window;
  } catch (error) {
    await close();
    throw error;
  }
}
