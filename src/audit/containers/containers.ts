import type { Container } from './container';
import { rawText } from './rawText';
import { prefixedTexts } from './prefixedTexts';
import { certificateText } from './certificateText';

/** Every form that logs come in. The first that recognises a file's beginning counts. */
export const containers: readonly Container[] = [certificateText, ...prefixedTexts, rawText];

/** How many bytes of a file are enough to recognise it. */
export const headLength = 1 << 16;

/**
 * The container of a file that begins so.
 *
 * @param head a character a byte, without a byte order mark
 * @returns undefined where no form is recognised (yet): more of the file may help, up to `headLength`
 */
export function recognised(head: string): Container | undefined {
  return containers.find((container) => container.recognises(head));
}

/** What a file is read as that no form recognises: events may stand anywhere in a text. */
export const otherText: Container = rawText;
