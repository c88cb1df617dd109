import * as vscode from 'vscode';
import type { Description } from '../audit/describe/description';
import { printable } from '../audit/text/printable';

/** Longer texts are cut in a hover; the log itself has the whole. */
const longest = 1000;

/**
 * Any text as Markdown that shows it as it is: every punctuation mark is escaped, so that no link,
 * command, image, HTML, icon or line break can come of it.
 */
export function escapeMarkdown(text: string): string {
  return printable(text, longest)
    .replace(/[!-/:-@[-`{-~]/g, '\\$&')
    .replace(/ {2,}/g, (blanks) => '&nbsp;'.repeat(blanks.length));
}

/** A description as a hover shows it. The result is not trusted: commands in it do not run. */
export function descriptionMarkdown(description: Description): vscode.MarkdownString {
  const { title, sentences, facts, link } = description;
  const [first, ...rest] = sentences;
  const blocks = [`**${escapeMarkdown(title)}**`];
  if (first !== undefined) blocks.push(escapeMarkdown(first));
  if (facts.length > 0) {
    blocks.push(
      facts
        .map(([name, value]) => `- ${escapeMarkdown(name)}: ${escapeMarkdown(value)}`)
        .join('\n'),
    );
  }
  blocks.push(...rest.map(escapeMarkdown));
  if (link !== undefined) {
    // Our own address, from the reference tables.
    blocks.push(`[${escapeMarkdown(vscode.l10n.t('Documentation'))}](${link})`);
  }
  return new vscode.MarkdownString(blocks.join('\n\n'));
}
