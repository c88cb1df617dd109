import { printable } from '../audit/printable';

/**
 * Log text for a row of a quick pick, which would draw `$(name)` as an icon. Something without width
 * between the two marks keeps it a text, and one that typing finds: of what a backslash escapes, the
 * pick finds nothing.
 *
 * @param limit in characters; longer text is cut and says so
 */
export function quickPickText(text: string, limit = 80): string {
  return printable(text, limit).replaceAll('$(', '$\u200b(');
}
