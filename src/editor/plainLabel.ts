import { printable } from '../audit/text/printable';

/**
 * Log text for a label where VS Code would draw `$(name)` as an icon: quick picks, symbols. Something
 * without width between the two marks keeps it a text, also where no icons are drawn, and one that
 * typing finds: of what a backslash escapes, a pick finds nothing, and a tree shows the backslash.
 *
 * @param limit in characters; longer text is cut and says so
 */
export function plainLabel(text: string, limit = 80): string {
  return printable(text, limit).replaceAll('$(', '$\u200b(');
}
