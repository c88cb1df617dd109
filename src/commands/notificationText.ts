import { printableLines } from '../audit/text/printable';

/**
 * A sentence for a notification, which makes links of `[words](address)`: names from settings and
 * addresses may hold one, and nobody may press it. What hides or turns text is made visible; what is
 * very long VS Code cuts by itself.
 */
export function withoutLinks(sentence: string): string {
  return printableLines(sentence).replaceAll('](', '] (');
}
