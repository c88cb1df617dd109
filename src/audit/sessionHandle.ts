/**
 * The bits of a session handle that its client connection shares: the low 14 count the sessions of
 * one connection. Inferred from published events, not documented.
 */
export const sessionBits = 14n;
