import { formatKey, type EventKey } from './eventKey';
import { invalidToken } from './serviceError';

/** A place in a stream to read on from: forward from the boundary, or backward from it. */
export interface StreamPlace {
  readonly direction: 'forward' | 'backward';
  readonly boundary: EventKey;
}

const TOKEN = /^([fb])\/(\d+)\/s$/;

/** As GetLogEvents shows it: `f/…/s` or `b/…/s`. */
export function formatStreamToken({ direction, boundary }: StreamPlace): string {
  return `${direction === 'forward' ? 'f' : 'b'}/${formatKey(boundary)}/s`;
}

/** Throws `InvalidParameterException` for what GetLogEvents never gave. */
export function parseStreamToken(token: string): StreamPlace {
  const [, letter, digits] = TOKEN.exec(token) ?? [];
  if (letter === undefined || digits === undefined) throw invalidToken();
  return { direction: letter === 'f' ? 'forward' : 'backward', boundary: BigInt(digits) };
}

/** Another place between the same two events, so that its token differs: what an empty page gives. */
export function nudge({ direction, boundary }: StreamPlace): StreamPlace {
  return { direction, boundary: direction === 'forward' ? boundary + 1n : boundary - 1n };
}
