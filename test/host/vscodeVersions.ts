/** A release of VS Code that the extension is tried in. */
export interface VSCodeVersion {
  /** How the command line and the reports name it. */
  readonly name: '1.100' | '1.139';
  /** The desktop release. */
  readonly release: string;
  /** The release of code-server that carries the same workbench and extension host. */
  readonly codeServer: string;
  /** The major version of Node that code-server's native parts are made for. */
  readonly node: number;
}

/** The oldest release that package.json's `engines` allows, and the newest that the tests know. */
export const vscodeVersions: readonly VSCodeVersion[] = [
  { name: '1.100', release: '1.100.3', codeServer: '4.100.3', node: 20 },
  { name: '1.139', release: '1.139.1', codeServer: '4.139.1', node: 24 },
];

/** @throws Error for a name that is not in the table */
export function vscodeVersionNamed(name: string): VSCodeVersion {
  const version = vscodeVersions.find((known) => known.name === name || known.release === name);
  if (version) return version;
  const names = vscodeVersions.map((known) => known.name).join(' or ');
  throw new Error(`VS Code "${name}" is not among the versions that are tried: use ${names}.`);
}
