import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { streamUri } from '../../src/documents/streams/streamAddress';
import { startEndpoint, type Endpoint } from '../endpoint/server';
import { startProxy, type Proxy } from '../endpoint/proxy';
import { auditText } from './auditTexts';
import { activated, closeEditors, resetSettings, set } from './openDocuments';

const logGroup = '/aws/cloudhsm/cluster-a';

describe('a proxy that is set in VS Code', () => {
  let endpoint: Endpoint;
  let proxy: Proxy;
  let count = 0;

  before(async () => {
    await activated();
    endpoint = await startEndpoint();
    proxy = await startProxy(endpoint.url);
  });
  beforeEach(() => {
    proxy.asked.length = 0;
  });
  afterEach(async () => {
    await closeEditors();
    await resetSettings();
  });
  after(async () => {
    await Promise.all([endpoint.stop(), proxy.stop()]);
  });

  /** Opens a stream that no other test has opened, by a host that only the proxy knows. */
  async function open(parts: Readonly<Record<string, string>>): Promise<string> {
    const stream = `hsm-${++count}`;
    endpoint.store.seed(logGroup, stream, [{ timestamp: 1, message: auditText() }]);
    await set('cloudhsm.connections', [{ name: 'far', region: 'eu-central-1', ...parts }]);
    const uri = streamUri({ connection: 'far', logGroup, stream });
    return (await vscode.workspace.openTextDocument(uri)).getText();
  }

  for (const support of ['override', 'fallback', 'on']) {
    it(`is the way to CloudWatch with http.proxySupport at ${support}`, async () => {
      await set('http.proxy', proxy.url);
      await set('http.proxySupport', support);
      assert.match(await open({ endpoint: 'http://logs.test' }), /^Time/);
      assert.deepEqual([...new Set(proxy.asked)], ['POST http://logs.test/']);
    });
  }

  it('is asked for a tunnel to AWS', async () => {
    await set('http.proxy', proxy.url);
    await assert.rejects(open({}));
    assert.equal(proxy.asked[0], 'CONNECT logs.eu-central-1.amazonaws.com:443');
  });

  for (const [name, value] of [
    ['http.proxySupport', 'off'],
    ['http.noProxy', ['logs.test']],
  ] as const) {
    it(`is passed by where ${name} says so`, async () => {
      await set('http.proxy', proxy.url);
      await set(name, value);
      await assert.rejects(open({ endpoint: 'http://logs.test' }));
      assert.deepEqual(proxy.asked, []);
    });
  }

  it('is passed by on the way to this computer', async () => {
    await set('http.proxy', proxy.url);
    assert.match(await open({ endpoint: endpoint.url }), /^Time/);
    assert.deepEqual(proxy.asked, []);
  });
});
