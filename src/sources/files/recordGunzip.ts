import { gunzipSync } from 'node:zlib';

/** Gzip inside a record: a subscription's is 1 MiB at most, with its base64 and JSON. */
const largestRecord = 256 << 20;

/**
 * Unpacks gzip that stands inside a record.
 *
 * @throws RangeError where that is more than it may be; the library's error for what is no gzip
 */
export function recordGunzip(bytes: Uint8Array): Uint8Array {
  return gunzipSync(bytes, { maxOutputLength: largestRecord });
}
