import { set, type Environment } from '../login/profiles';

/** The address of the proxy for a request; undefined for the direct way. */
export type ProxyChoice = (url: URL) => string | undefined;

export interface ProxySettings {
  /** The proxy for addresses that begin with https://. */
  readonly https: string | undefined;
  /** The proxy for addresses that begin with http://. */
  readonly http: string | undefined;
  /** Hosts that are reached without it, as `NO_PROXY` has them: names stand for what is below them too. */
  readonly except: readonly string[];
}

/** The variables that the AWS CLI goes by, in small letters first, as it does. */
export function environmentProxy(environment: Environment = process.env): ProxySettings {
  const of = (name: string): string | undefined =>
    set(environment[name.toLowerCase()]) ?? set(environment[name]);
  return {
    https: of('HTTPS_PROXY'),
    http: of('HTTP_PROXY'),
    except: (of('NO_PROXY') ?? '').split(/[\s,]+/).filter((entry) => entry !== ''),
  };
}

/**
 * Chooses by settings, which are asked for anew for each request. This computer is always reached
 * directly: no proxy leads back to it.
 */
export function proxyChoice(settings: () => ProxySettings): ProxyChoice {
  return (url) => {
    const { https, http, except } = settings();
    const proxy = url.protocol === 'https:' ? https : http;
    if (proxy === undefined || isThisComputer(url.hostname)) return undefined;
    if (except.some((entry) => matches(entry.toLowerCase(), url))) return undefined;
    return proxy.includes('://') ? proxy : `http://${proxy}`;
  };
}

/** Whether there is a proxy for any address. */
export function hasProxy({ https, http }: ProxySettings): boolean {
  return https !== undefined || http !== undefined;
}

function isThisComputer(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d+){3}$/.test(host);
}

function matches(entry: string, { hostname, port, protocol }: URL): boolean {
  if (entry === '*') return true;
  const [, name = entry, only] = /^(.+?)(?::(\d+))?$/.exec(entry) ?? [];
  if (only !== undefined && only !== (port || (protocol === 'https:' ? '443' : '80'))) return false;
  const bare = name.replace(/^\*?\./, '');
  return hostname === bare || hostname.endsWith(`.${bare}`);
}
