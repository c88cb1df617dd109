import { decodedUri } from '../../documents/decoded/decodedAddress';
import { openingStream } from './streamOpening';

/** Opens a stream at its newest events, decoded to one line an event. */
export const openStreamDecoded = openingStream(decodedUri);
