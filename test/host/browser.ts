import { chromium as playwright } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { findChromium } from './chromium';

/** A headless Chromium. Playwright ends it with our process. */
export async function launchBrowser(): Promise<Browser> {
  const { executable, env } = await findChromium();
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return playwright.launch({
    executablePath: executable,
    args: ['--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'],
    env: { ...Object.fromEntries(inherited), ...env },
  });
}
