import * as l10n from '@vscode/l10n';

import { type AwsConnection, sampleConnectionName } from './connection';

export interface CheckedConnections {
  readonly connections: readonly AwsConnection[];
  /** One sentence for each entry that cannot be used. */
  readonly problems: readonly string[];
}

/** Sorts what the setting holds into connections that can be used and problems to tell. */
export function checkConnections(setting: unknown): CheckedConnections {
  if (setting === undefined || setting === null) return { connections: [], problems: [] };
  if (!Array.isArray(setting)) {
    return {
      connections: [],
      problems: [l10n.t('The setting of the connections is not a list. Make it a list.')],
    };
  }
  const connections: AwsConnection[] = [];
  const problems: string[] = [];
  const names = new Set([sampleConnectionName]);
  for (const [index, entry] of setting.entries()) {
    const checked = checkConnection(entry, index + 1, names);
    if (typeof checked === 'string') problems.push(checked);
    else {
      connections.push(checked);
      names.add(caseless(checked.name));
    }
  }
  return { connections, problems };
}

/** @param place the entry's, counted from 1, to name it where it has no name */
function checkConnection(
  entry: unknown,
  place: number,
  names: ReadonlySet<string>,
): AwsConnection | string {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
    return l10n.t('Connection {0} is not an object. Give it a name and a region.', place);
  }
  const { name, region, profile, endpoint, logGroupPrefix } = entry as Readonly<
    Record<string, unknown>
  >;
  if (!isText(name)) return l10n.t('Connection {0} has no name. Give it one.', place);
  // The name is part of addresses.
  if (/[\p{Cc}/\\]/u.test(name)) {
    return l10n.t('The name of connection {0} may not have a slash or a line end in it.', place);
  }
  if (caseless(name) === sampleConnectionName) {
    return l10n.t(
      'Connection {0} cannot be called "{1}", as the bundled sample is. Give it another name.',
      place,
      name,
    );
  }
  if (names.has(caseless(name))) {
    return l10n.t('There is more than one connection "{0}". Give each its own name.', name);
  }
  if (!isText(region)) {
    return l10n.t('Connection "{0}" has no region. Give it one, such as eu-central-1.', name);
  }
  if (!isRegion(region)) {
    return l10n.t(
      'The region of connection "{0}" does not look like one. Write it as in eu-central-1.',
      name,
    );
  }
  if (profile !== undefined && !isText(profile)) {
    return l10n.t('The profile of connection "{0}" is not a name. Correct or remove it.', name);
  }
  if (endpoint !== undefined && !isEndpoint(endpoint)) {
    return l10n.t(
      'The endpoint of connection "{0}" is not an address that begins with http:// or https:// and has no user name in it. Correct or remove it.',
      name,
    );
  }
  if (logGroupPrefix !== undefined && !isLogGroupPrefix(logGroupPrefix)) {
    return l10n.t(
      'The log group prefix of connection "{0}" cannot begin a log group\'s name. Write it as in /aws/cloudhsm/.',
      name,
    );
  }
  return {
    name,
    region,
    ...(profile !== undefined && { profile }),
    ...(endpoint !== undefined && { endpoint }),
    ...(logGroupPrefix !== undefined && { logGroupPrefix }),
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

/** What may be a region's name: it becomes part of a host name, so nothing else may hide in it. */
export function isRegion(name: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(name);
}

/** An address that may be set as an endpoint. */
export function isEndpoint(value: unknown): value is string {
  if (!isText(value) || !URL.canParse(value)) return false;
  const { protocol, username, password } = new URL(value);
  // A password in a setting would be a secret at rest.
  return /^https?:$/.test(protocol) && username === '' && password === '';
}

/** The characters and length that CloudWatch Logs allows. */
export function isLogGroupPrefix(value: unknown): value is string {
  return typeof value === 'string' && /^[\w./#-]{1,512}$/.test(value);
}

/** Names that differ in case only would be one address in places. */
function caseless(name: string): string {
  return name.toLowerCase();
}
