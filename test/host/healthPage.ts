import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import type { FromPage, ToPage } from '../../src/webview/messages';

/** The colours of VS Code's dark theme, as far as the page takes them. */
const variables: Readonly<Record<string, string>> = {
  '--vscode-foreground': '#cccccc',
  '--vscode-editor-background': '#1f1f1f',
  '--vscode-descriptionForeground': '#9d9d9d',
  '--vscode-charts-blue': '#59a4f9',
  '--vscode-charts-orange': '#d18616',
  '--vscode-charts-green': '#89d185',
  '--vscode-charts-purple': '#b180d7',
  '--vscode-charts-red': '#f14c4c',
  '--vscode-charts-yellow': '#cca700',
  '--vscode-panel-border': '#2b2b2b',
  '--vscode-editorError-foreground': '#f14c4c',
  '--vscode-editorWarning-foreground': '#cca700',
  '--vscode-focusBorder': '#0078d4',
};

/** The page of the health view in a browser, without VS Code: the messages go in and out by hand. */
export interface BareHealthPage {
  readonly page: Page;
  /** Sends a message as the extension would; typed arrays stay such. */
  send(message: ToPage): Promise<void>;
  /** What the page has sent so far. */
  sent(): Promise<readonly FromPage[]>;
}

/** @param script the page's bundle */
export async function openHealthPage(
  browser: Browser,
  script: string,
  size: { readonly width: number; readonly height: number },
): Promise<BareHealthPage> {
  const page = await browser.newPage({ viewport: size, locale: 'en-US' });
  page.on('pageerror', (error) => console.error('The page failed:', error));
  const style = Object.entries(variables)
    .map(([name, value]) => `${name}:${value}`)
    .join(';');
  await page.setContent(`<!DOCTYPE html><html style="${style}"><body></body></html>`);
  await page.evaluate(() => {
    const sent: unknown[] = [];
    const scope = globalThis as unknown as Record<string, unknown>;
    scope.sent = sent;
    scope.acquireVsCodeApi = () => ({ postMessage: (message: unknown) => sent.push(message) });
  });
  await page.addScriptTag({ content: await readFile(script, 'utf8') });
  return {
    page,
    send: async (message) => {
      await page.evaluate(
        (text) => {
          const revived: unknown = JSON.parse(text, (_name, value: unknown) => {
            const typed = value as { typed?: string; values?: number[] } | null;
            switch (typed?.typed) {
              case 'Float64Array':
                return Float64Array.from(typed.values ?? []);
              case 'Uint8Array':
                return Uint8Array.from(typed.values ?? []);
              case 'Uint16Array':
                return Uint16Array.from(typed.values ?? []);
              case 'Uint32Array':
                return Uint32Array.from(typed.values ?? []);
              default:
                return value;
            }
          });
          const scope = globalThis as unknown as { dispatchEvent(event: unknown): void };
          scope.dispatchEvent(new MessageEvent('message', { data: revived }));
        },
        JSON.stringify(message, (_name, value: unknown) =>
          ArrayBuffer.isView(value)
            ? { typed: value.constructor.name, values: [...(value as Uint8Array)] }
            : value,
        ),
      );
    },
    sent: () => page.evaluate(() => (globalThis as unknown as { sent: FromPage[] }).sent),
  };
}
