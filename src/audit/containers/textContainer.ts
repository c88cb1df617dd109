import type { Container } from './container';
import { TextRecords } from './textRecords';

/** A container whose events are read in place. */
export function textContainer(
  name: Container['name'],
  recognises: Container['recognises'],
): Container {
  return {
    name,
    isText: true,
    recognises,
    unwrap: (sink, options) => new TextRecords(sink, options),
  };
}
