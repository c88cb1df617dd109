import * as vscode from 'vscode';
import { timeInName } from '../../audit/time/moments';
import { endOfTime, type TimeRange } from '../../sources/timeRange';

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
  /** Only the events of this time. Left out: the stream from its newest events on. */
  readonly range?: TimeRange;
}

/** Stands for the missing slash of a log group whose name does not begin with one. */
const noSlash = '~';

/**
 * The address as a URI whose folders read as connection › log group › stream. Every name is encoded,
 * so that a stream named `a/b%2F` comes back as such.
 */
export function streamUri({ connection, logGroup, stream, range }: StreamAddress): vscode.Uri {
  const group = logGroup.startsWith('/') ? logGroup.slice(1) : `${noSlash}/${logGroup}`;
  const segments = [connection, ...group.split('/'), stream].map(encodeSegment);
  return vscode.Uri.from({
    scheme: streamScheme,
    path: `/${segments.join('/')}${range === undefined ? '' : ` ${rangeName(range)}`}${extension}`,
    ...(range !== undefined && { query: `from=${range.from}&to=${range.to}` }),
  });
}

/** What a tab says of a range. No encoded name has a blank in it. */
function rangeName({ from, to }: TimeRange): string {
  const minute = (ms: number): string => timeInName(ms, 'minutes');
  return `${from === 0 ? '' : minute(from)}–${to === endOfTime ? '' : minute(to)}`;
}

/** The range of a query; undefined for none. */
function rangeOf(query: string): TimeRange | undefined {
  const match = /^from=(\d{1,16})&to=(\d{1,16})$/.exec(query);
  return match === null ? undefined : { from: Number(match[1]), to: Number(match[2]) };
}

/** The address of such a URI; undefined for any other URI, a folder of one among them. */
export function streamAddress(uri: vscode.Uri): StreamAddress | undefined {
  if (uri.scheme !== streamScheme || !uri.path.endsWith(extension)) return undefined;
  const range = rangeOf(uri.query);
  const [path = ''] = uri.path.slice(1, -extension.length).split(' ');
  const segments = decodeSegments(path);
  if (segments === undefined || segments.length < 3) return undefined;
  const [connection = '', ...rest] = segments;
  const stream = rest.pop() ?? '';
  const logGroup = rest[0] === noSlash ? rest.slice(1).join('/') : `/${rest.join('/')}`;
  return { connection, logGroup, stream, ...(range !== undefined && { range }) };
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
