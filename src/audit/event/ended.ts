/** How the command ended, as a column holds it. */
export const Ended = { unknown: 0, success: 1, failure: 2 } as const;
