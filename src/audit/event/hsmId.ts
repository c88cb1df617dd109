/** Looser than the documented alphabet: the documentation's own examples are outside of it. */
const hsmId = /hsm-[0-9a-zA-Z]{8,20}/;

/**
 * The HSM's id that a file's name holds, as exports and saved streams have it. An event itself never
 * says which HSM wrote it.
 */
export function hsmIdIn(fileName: string): string | undefined {
  return hsmId.exec(fileName)?.[0];
}
