import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** A hover as the editor is given it. */
export interface ShownHover {
  /** Markdown, its parts parted by blank lines. */
  readonly markdown: string;
  /** What a person reads: the Markdown without its escapes and its own markup. */
  readonly words: string;
  readonly parts: readonly vscode.MarkdownString[];
  readonly range: vscode.Range;
}

/** The one hover at a place, or undefined. */
export async function hoverAt(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<ShownHover | undefined> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  const [hover, ...others] = hovers;
  if (hover === undefined) return undefined;
  assert.equal(others.length, 0, 'a second hover stands at the same place');
  assert.ok(hover.range, 'the hover has no range');
  const parts = hover.contents.map((content) => {
    assert.ok(content instanceof vscode.MarkdownString);
    return content;
  });
  const markdown = parts.map(({ value }) => value).join('\n\n');
  return { markdown, words: words(markdown), parts, range: hover.range };
}

/** The hover in the middle of the first place where a text stands. */
export async function hoverOn(document: vscode.TextDocument, text: string): Promise<ShownHover> {
  const from = document.getText().indexOf(text);
  assert.ok(from >= 0, `"${text}" is not in the document`);
  const hover = await hoverAt(document, document.positionAt(from + Math.floor(text.length / 2)));
  assert.ok(hover, `nothing is said about "${text}"`);
  return hover;
}

function words(markdown: string): string {
  return markdown
    .replace(/(?<!\\)\*\*/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

/**
 * The punctuation of a hover's Markdown that a renderer could act upon: what is left without the
 * escaped marks and without the few marks that the hover itself is made of (a bold title, list items,
 * one link to a page of documentation).
 */
export function liveMarkup(markdown: string): string {
  return markdown
    .split('\n')
    .map((line) =>
      line
        .replace(/^\[([^\]]*)\]\(https:\/\/[\w./#-]+\)$/, '$1')
        .replace(/\\[!-/:-@[-`{-~]/g, '')
        .replace(/&nbsp;/g, '')
        .replace(/^\*\*([^*]*)\*\*$/, '$1')
        .replace(/^- ([^:]*): /, '$1'),
    )
    .join('\n')
    .replace(/[^!-/:-@[-`{-~]/g, '');
}
