import * as assert from 'node:assert/strict';
import type { Token } from './pageText';
import type { VSCodeWindow } from './vscodeWindow';

interface PageElement {
  readonly ownerDocument: {
    readonly defaultView: {
      getComputedStyle(element: PageElement): { readonly backgroundColor: string };
    };
  };
}

/** The colour behind the text of the active editor. */
export function editorBackground(window: VSCodeWindow): Promise<string> {
  return window.page
    .locator('.editor-group-container.active .monaco-editor-background')
    .first()
    .evaluate(
      (element: PageElement) =>
        element.ownerDocument.defaultView.getComputedStyle(element).backgroundColor,
    );
}

/** The colour of the token that holds a text. */
export function colourOf(tokens: readonly Token[], text: string): string {
  const token = tokens.find((one) => one.text.includes(text));
  assert.ok(token, `no token holds "${text}": ${tokens.map((one) => one.text).join('|')}`);
  return token.color;
}

/** The contrast of two colours as WCAG 2 defines it, 1 to 21. Colours as the browser computes them. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const parts = /rgba?\((\d+), (\d+), (\d+)/.exec(colour);
  assert.ok(parts, `${colour} is no colour`);
  const [red = 0, green = 0, blue = 0] = parts.slice(1).map((part) => {
    const value = Number(part) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
