import * as vscode from 'vscode';

/** The scheme of fetched streams: `cloudhsm-log:/prod/aws/cloudhsm/cluster-a/hsm-b.hsmaudit`. */
export const streamScheme = 'cloudhsm-log';

const extension = '.hsmaudit';

/** What a fetched stream's document is of. */
export interface StreamAddress {
  /** The connection's name. */
  readonly connection: string;
  /** The log group's name, whole. */
  readonly logGroup: string;
  /** The stream's name as CloudWatch has it; any character but `:` and `*`. */
  readonly stream: string;
}

/** Stands for the missing slash of a log group whose name does not begin with one. */
const noSlash = '~';

/**
 * The address as a URI whose folders read as connection › log group › stream. Every name is encoded,
 * so that a stream named `a/b%2F` comes back as such.
 */
export function streamUri({ connection, logGroup, stream }: StreamAddress): vscode.Uri {
  const group = logGroup.startsWith('/') ? logGroup.slice(1) : `${noSlash}/${logGroup}`;
  const segments = [connection, ...group.split('/'), stream].map(encodeSegment);
  return vscode.Uri.from({ scheme: streamScheme, path: `/${segments.join('/')}${extension}` });
}

/** The address of such a URI; undefined for any other URI, a folder of one among them. */
export function streamAddress(uri: vscode.Uri): StreamAddress | undefined {
  if (uri.scheme !== streamScheme || !uri.path.endsWith(extension)) return undefined;
  const segments = decodeSegments(uri.path.slice(1, -extension.length));
  if (segments === undefined || segments.length < 3) return undefined;
  const [connection = '', ...rest] = segments;
  const stream = rest.pop() ?? '';
  const logGroup = rest[0] === noSlash ? rest.slice(1).join('/') : `/${rest.join('/')}`;
  return { connection, logGroup, stream };
}

function encodeSegment(name: string): string {
  // A segment of dots alone would be taken for a step up.
  return /^\.+$/.test(name) ? name.replace(/\./g, '%2E') : encodeURIComponent(name);
}

function decodeSegments(path: string): string[] | undefined {
  try {
    return path.split('/').map(decodeURIComponent);
  } catch {
    return undefined; // not an address that was made here
  }
}
