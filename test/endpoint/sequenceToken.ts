import type { LogStream } from './store';

/** The token that PutLogEvents once asked for: it is still given, and never looked at. */
export function sequenceToken(stream: LogStream): string {
  return `4900000000${String(stream.events.length).padStart(46, '0')}`;
}
