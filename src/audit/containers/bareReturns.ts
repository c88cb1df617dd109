/** How much is looked at to find out whether carriage returns alone end the lines. */
export const lineEndSample = 1 << 16;
/** More of them before the first line feed are no text: a first line holds the time only. */
const mostInText = 4;

/**
 * Whether carriage returns alone end the lines of a log. One in a log with line feeds is text; a line feed
 * behind lines that returns end, as a last one by an editor, changes nothing.
 *
 * @param head the log's first bytes
 * @param isWhole whether no more of them come that would be looked at
 * @returns undefined where more have to be seen
 */
export function hasBareReturns(head: Uint8Array, isWhole: boolean): boolean | undefined {
  const sample = head.subarray(0, lineEndSample);
  const feed = sample.indexOf(0x0a);
  if (feed < 0)
    return isWhole || sample.length === lineEndSample ? sample.includes(0x0d) : undefined;
  let count = 0;
  for (let at = 0; at < feed - 1; at++) if (sample[at] === 0x0d) count++;
  return count > mostInText;
}
