/** How many rows are looked at between two steps: some tenths of a millisecond. */
export const rowsOfStep = 2048;
