import { plainText } from './pageText';
import type { VSCodeWindow } from './vscodeWindow';

interface PageElement {
  readonly textContent: string;
  getBoundingClientRect(): { readonly y: number };
}

/** The texts of the lines that the active editor draws, from the top, all read at one moment. */
export async function visibleLines(window: VSCodeWindow): Promise<readonly string[]> {
  const lines = await window.lines().evaluateAll((elements: PageElement[]) =>
    elements
      .map((element) => ({ y: element.getBoundingClientRect().y, text: element.textContent }))
      .sort((one, other) => one.y - other.y)
      .map(({ text }) => text),
  );
  return lines.map((line) => plainText(line).trimEnd());
}

/** The last line that is not blank, as soon as it is what is wanted. */
export async function lastLine(window: VSCodeWindow, wanted: RegExp): Promise<string> {
  let last = '';
  for (let tries = 0; tries < 100; tries++) {
    last = (await visibleLines(window)).filter((line) => line !== '').at(-1) ?? '';
    if (wanted.test(last)) return last;
    await window.page.waitForTimeout(100);
  }
  throw new Error(`The last line is not ${wanted}: ${last}`);
}
