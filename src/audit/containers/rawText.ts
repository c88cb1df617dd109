import { isEventStart, lineEnd } from '../text/fieldLine';
import { textContainer } from './textContainer';

/** Events back to back, or with other text between them: a copy of a console, a saved stream. */
export const rawText = textContainer('raw', ({ text }) => holdsEventStart(text));

function holdsEventStart(head: string): boolean {
  const text = head.includes('\n') ? head : head.replaceAll('\r', '\n');
  for (let at = 0; at < text.length;) {
    const end = lineEnd(text, at);
    if (isEventStart(text, at, end)) return true;
    at = end + 1;
  }
  return false;
}
