/** `assembly/` as WebAssembly, in base64. Written by scripts/assembly.mjs. */
export const scanModule: string;
