import { open } from 'node:fs/promises';

/** The first so many bytes of a file as UTF-8 text. */
export async function fileHead(path: string, bytes: number): Promise<string> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(bytes), 0, bytes, 0);
    return new TextDecoder().decode(buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}
