import type * as vscode from 'vscode';
import { ConfigValue } from './configValue';
import {
  environmentProxy,
  proxyChoice,
  type ProxyChoice,
} from './sources/cloudwatch/calls/proxyChoice';

/**
 * The proxy of VS Code's settings, where VS Code leaves it to the extension. By default it puts its proxy
 * into every request of an extension by itself; with `http.proxySupport` at `on` only into those that have
 * no agent, and the AWS SDK's all have one.
 */
export class EditorProxy implements vscode.Disposable {
  private readonly support = new ConfigValue('proxySupport', 'override', 'http');
  private readonly proxy = new ConfigValue('proxy', '', 'http');
  private readonly except = new ConfigValue<readonly string[]>('noProxy', [], 'http');

  /** Undefined where VS Code sees to it, or is told to use none. */
  choice(): ProxyChoice | undefined {
    if (this.support.value !== 'on') return undefined;
    return proxyChoice(() => {
      const { https, http, except } = environmentProxy();
      const proxy = this.proxy.value || (https ?? http);
      return {
        https: proxy,
        http: proxy,
        except: this.except.value.length > 0 ? this.except.value : except,
      };
    });
  }

  dispose(): void {
    for (const setting of [this.support, this.proxy, this.except]) setting.dispose();
  }
}
