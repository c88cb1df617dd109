/** What the page drew, as the bytes of a file; nothing but a PNG in a data URL is taken. */
export function pngBytes(url: string): Uint8Array {
  const [, base64] = /^data:image\/png;base64,([\w+/=]+)$/.exec(url) ?? [];
  if (base64 === undefined) throw new Error('The page sent no picture.');
  return Buffer.from(base64, 'base64');
}
