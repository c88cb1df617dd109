import { exactOf, type ExactNumber } from '../text/exactNumber';

/**
 * The bits of a session handle that its client connection shares: the low 14 count the sessions of
 * one connection. Inferred from published events, not documented.
 */
export const sessionBits = 14n;

/** The client connection of a session handle. */
export function connectionOf(session: ExactNumber): ExactNumber {
  return typeof session === 'number'
    ? Math.floor(session / 2 ** Number(sessionBits))
    : exactOf(session >> sessionBits);
}
