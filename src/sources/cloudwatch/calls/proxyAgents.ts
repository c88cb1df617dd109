import * as l10n from '@vscode/l10n';
import { Agent, type AgentConnectOpts } from 'agent-base';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import * as http from 'node:http';
import * as https from 'node:https';
import { HumanError } from '../../humanError';
import type { ProxyChoice } from './proxyChoice';

/** As the SDK makes its own. */
const options = { keepAlive: true, maxSockets: 50 };

/** The agent of an SDK client that reaches some addresses by way of a proxy. Its connections are kept. */
export class ProxyAgent extends Agent {
  private readonly direct = { http: new http.Agent(options), https: new https.Agent(options) };
  private readonly proxies = new Map<string, http.Agent>();

  constructor(private readonly proxyFor: ProxyChoice) {
    super(); // it only chooses: the agents that it chooses from keep the connections
  }

  override connect(_request: http.ClientRequest, to: AgentConnectOpts): Promise<http.Agent> {
    const scheme = to.secureEndpoint ? 'https' : 'http';
    const host = to.host ?? 'localhost';
    const name = host.includes(':') ? `[${host}]` : host;
    const proxy = this.proxyFor(new URL(`${scheme}://${name}:${to.port}`));
    if (proxy === undefined) return Promise.resolve(this.direct[scheme]);
    const key = `${scheme} ${proxy}`;
    let agent = this.proxies.get(key);
    if (agent === undefined) {
      agent = proxyAgent(scheme, proxy);
      this.proxies.set(key, agent);
    }
    return Promise.resolve(agent);
  }

  override destroy(): void {
    for (const agent of [...Object.values(this.direct), ...this.proxies.values()]) agent.destroy();
    super.destroy();
  }
}

function proxyAgent(scheme: 'http' | 'https', proxy: string): http.Agent {
  if (!URL.canParse(proxy) || !/^https?:$/.test(new URL(proxy).protocol)) {
    throw new HumanError(
      l10n.t(
        'The proxy that is set is not an address that begins with http:// or https://. Correct HTTPS_PROXY, or http.proxy in the settings of VS Code.',
      ),
      'retry',
    );
  }
  return scheme === 'https'
    ? new HttpsProxyAgent(proxy, options)
    : new HttpProxyAgent(proxy, options);
}
