import { holdsEventStart, textContainer } from './textContainer';

/** Events back to back, or with other text between them: a copy of a console, a saved stream. */
export const rawText = textContainer('raw', holdsEventStart);
