import type { Locator } from 'playwright-core';

/** A coloured piece of a line in the editor. */
export interface Token {
  readonly text: string;
  /** As the browser computes it: `rgb(156, 220, 254)`. */
  readonly color: string;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underlined: boolean;
}

/** A rectangle of the page, in CSS pixels. */
interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/* What the functions below touch of the page: the project is typed without the DOM. They run in the
   browser, so they may use nothing from outside themselves. */
interface PageElement {
  readonly textContent: string | null;
  readonly childNodes: ArrayLike<PageElement>;
  readonly ownerDocument: { createRange(): PageRange };
  getBoundingClientRect(): Box;
}
interface PageRange {
  setStart(node: PageElement, offset: number): void;
  setEnd(node: PageElement, offset: number): void;
  getBoundingClientRect(): Box;
}
declare function getComputedStyle(element: PageElement): {
  readonly color: string;
  readonly fontWeight: string;
  readonly fontStyle: string;
  readonly textDecorationLine: string;
};

/** The text of an element with the editor's hard spaces made plain. */
export function plainText(text: string | null): string {
  return (text ?? '').replaceAll('\u00a0', ' ').replace(/[\u200b\u200c\u200e]/g, '');
}

/** The texts of rendered lines without the blanks at their ends, from the top, all read at one moment. */
export async function textsFromTop(lines: Locator): Promise<readonly string[]> {
  const texts = await lines.evaluateAll((elements: PageElement[]) =>
    elements
      .map((element) => ({ y: element.getBoundingClientRect().y, text: element.textContent }))
      .sort((one, other) => one.y - other.y)
      .map(({ text }) => text),
  );
  return texts.map((text) => plainText(text).trimEnd());
}

/** The tokens of a rendered `.view-line`, in order. */
export async function tokensOf(line: Locator): Promise<readonly Token[]> {
  const tokens = await line.locator('xpath=./span/span').evaluateAll((spans: PageElement[]) =>
    spans.map((span) => {
      const style = getComputedStyle(span);
      return {
        text: span.textContent,
        color: style.color,
        bold: Number(style.fontWeight) >= 600,
        italic: style.fontStyle === 'italic',
        underlined: style.textDecorationLine.includes('underline'),
      };
    }),
  );
  return tokens.map((token) => ({ ...token, text: plainText(token.text) }));
}

/** Where the first occurrence of a text stands in an element, or undefined. */
export async function boxOfText(element: Locator, text: string): Promise<Box | undefined> {
  return element.evaluate((root: PageElement, wanted: string): Box | undefined => {
    const texts: { node: PageElement; start: number; length: number }[] = [];
    let whole = '';
    const collect = (node: PageElement): void => {
      const children = Array.from(node.childNodes);
      const own = node.textContent ?? '';
      if (children.length === 0 && own) {
        texts.push({ node, start: whole.length, length: own.length });
        whole += own.replaceAll('\u00a0', ' ');
      }
      children.forEach(collect);
    };
    collect(root);
    const from = whole.indexOf(wanted);
    if (from < 0) return undefined;
    const holding = (offset: number): (typeof texts)[number] | undefined =>
      texts.find((part) => offset >= part.start && offset < part.start + part.length);
    const first = holding(from);
    const last = holding(from + wanted.length - 1);
    if (!first || !last) return undefined;
    const range = root.ownerDocument.createRange();
    range.setStart(first.node, from - first.start);
    range.setEnd(last.node, from + wanted.length - last.start);
    const { x, y, width, height } = range.getBoundingClientRect();
    return { x, y, width, height };
  }, text);
}
