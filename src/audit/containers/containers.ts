import { awsCliOutput } from './awsCliOutput';
import { awsCliText } from './awsCliText';
import { certificateText } from './certificateText';
import type { Container, ContainerSink, UnwrapOptions, Unwrapper } from './container';
import { ContainerHead } from './containerHead';
import { insightsCsv } from './insightsCsv';
import { jsonContainers, otherJson } from './jsonContainers';
import { packedText } from './packedText';
import { prefixedTexts } from './prefixedTexts';
import { rawText } from './rawText';

/** Every form that logs come in. The first that recognises a file's beginning counts. */
export const containers: readonly Container[] = [
  certificateText,
  ...jsonContainers,
  insightsCsv,
  packedText,
  awsCliOutput,
  awsCliText,
  ...prefixedTexts,
  rawText,
];

/** How many bytes of a file are enough to recognise it. */
export const headLength = 1 << 16;

/**
 * The container of a file that begins so.
 *
 * @param head a character a byte, without a byte order mark
 * @param goesOn whether more of it may come, up to `headLength`
 * @returns undefined where no form is recognised (yet)
 */
export function recognised(head: string, goesOn = false): Container | undefined {
  const looked = new ContainerHead(head);
  const found = containers.find((container) => container.recognises(looked));
  // Of JSON whose first record is damaged only the next one shows the form.
  const isTooEarly = goesOn && looked.isJson && found?.isText === true && found !== certificateText;
  return isTooEarly ? undefined : found;
}

/** What a file is read as that no form recognises: events may stand anywhere in a text. */
export function unrecognised(head: string): Container {
  return new ContainerHead(head).isJson ? otherJson : rawText;
}

/** Begins to unwrap a container, and what stands inside of its records. */
export function unwrapperOf(
  container: Container,
  sink: ContainerSink,
  options: UnwrapOptions,
): Unwrapper {
  return container.unwrap(sink, { ...options, inside: unwrapAll });
}

/** Unwraps bytes of any form. */
export function unwrapAll(bytes: Uint8Array, sink: ContainerSink, options: UnwrapOptions): void {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, headLength));
  const unwrapper = unwrapperOf(recognised(head) ?? unrecognised(head), sink, options);
  unwrapper.push(bytes);
  unwrapper.end();
}
