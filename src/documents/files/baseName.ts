/** Anything with a path whose parts slashes part, as a URI. */
interface Addressed {
  readonly path: string;
}

/** The last part of an address: what its tab is called. */
export function baseName({ path }: Addressed): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The same without what says of which kind it is: `logins` of `logins.cwli`. */
export function bareName(address: Addressed): string {
  return baseName(address).replace(/\.\w+$/, '');
}
