import * as l10n from '@vscode/l10n';
import { HumanError } from '../../sources/humanError';

/** A small file must not fill the memory. */
const mostBytes = 512 * 1024 * 1024;

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * Unpacks gzip, also where this runs in a browser.
 *
 * @throws HumanError for bytes that cannot be unpacked, or too many of them
 */
export async function gunzipped(bytes: Uint8Array, most = mostBytes): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    const packed = new Blob([new Uint8Array(bytes)]).stream();
    const unpacked = packed
      .pipeThrough(new DecompressionStream('gzip'))
      .getReader() as ReadableStreamDefaultReader<Uint8Array>;
    for (;;) {
      const read = await unpacked.read();
      if (read.done) break;
      const { value } = read;
      length += value.length;
      if (length > most) break;
      parts.push(value);
    }
    if (length > most) await unpacked.cancel();
  } catch (error) {
    throw new HumanError(
      l10n.t('The file is damaged: it cannot be unpacked. Get it again.'),
      undefined,
      { cause: error },
    );
  }
  if (length > most) {
    throw new HumanError(
      l10n.t(
        'The file unpacks to more than {0} MB. Unpack it and open a part of it.',
        most / 2 ** 20,
      ),
    );
  }
  const all = new Uint8Array(length);
  let place = 0;
  for (const part of parts) {
    all.set(part, place);
    place += part.length;
  }
  return all;
}
