import { isEventStart, lineEnd, skipBlanks } from '../fieldLine';
import { segments } from '../segments';
import type { Container, ContainerName } from './container';
import { readPrefix, type LinePrefix } from './linePrefix';
import { TextRecords } from './textRecords';

/** A container whose events are read in place. */
export function textContainer(
  name: ContainerName,
  recognises: (head: string) => boolean,
): Container {
  return {
    name,
    isText: true,
    recognises,
    unwrap: (sink, options) => new TextRecords(sink, options),
  };
}

/** The prefix of the first event of a text; undefined where no event begins or it has none. */
export function firstPrefix(head: string): LinePrefix | undefined {
  for (const { kind, start } of segments(head)) {
    if (kind === 'between') continue;
    return readPrefix(head, skipBlanks(head, start, lineEnd(head, start)));
  }
  return undefined;
}

/** Whether an audit event begins in the text. */
export function holdsEventStart(head: string): boolean {
  const text = head.includes('\n') ? head : head.replaceAll('\r', '\n');
  for (let at = 0; at < text.length;) {
    const end = lineEnd(text, at);
    if (isEventStart(text, at, end)) return true;
    at = end + 1;
  }
  return false;
}
