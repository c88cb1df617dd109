import { openingStream } from './streamOpening';

/** Opens a stream at its newest events, as the text that the HSM wrote. */
export const openStream = openingStream((stream) => stream);
