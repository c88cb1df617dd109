import assert from 'node:assert/strict';
import {
  environmentProxy,
  hasProxy,
  proxyChoice,
} from '../../../../../src/sources/cloudwatch/calls/proxyChoice';

const proxy = 'http://proxy.test:3128';

/** The proxy for an address, by variables. */
function chosen(environment: Readonly<Record<string, string>>, url: string): string | undefined {
  return proxyChoice(() => environmentProxy(environment))(new URL(url));
}

describe('the proxy of the environment', () => {
  for (const [what, environment, url, expected] of [
    ['is none without variables', {}, 'https://a.test', undefined],
    ['is of the scheme', { HTTPS_PROXY: proxy }, 'https://a.test', proxy],
    ['is not of another scheme', { HTTPS_PROXY: proxy }, 'http://a.test', undefined],
    ['is for http too', { HTTP_PROXY: proxy }, 'http://a.test', proxy],
    [
      'is in small letters before capitals',
      { https_proxy: proxy, HTTPS_PROXY: 'http://no.test' },
      'https://a.test',
      proxy,
    ],
    ['is unset where it is empty', { HTTPS_PROXY: '' }, 'https://a.test', undefined],
    ['needs no http://', { HTTPS_PROXY: 'proxy.test:3128' }, 'https://a.test', proxy],
    ['is never for this computer', { HTTP_PROXY: proxy }, 'http://127.0.0.1:4566', undefined],
    ['is never for localhost', { HTTP_PROXY: proxy }, 'http://localhost:4566', undefined],
    ['is never for ::1', { HTTP_PROXY: proxy }, 'http://[::1]:4566', undefined],
  ] as const) {
    it(what, () => assert.equal(chosen(environment, url), expected));
  }

  for (const [entry, url, isExcepted] of [
    ['a.test', 'https://a.test', true],
    ['a.test', 'https://b.a.test', true],
    ['.a.test', 'https://b.a.test', true],
    ['*.a.test', 'https://b.a.test', true],
    ['a.test', 'https://ba.test', false],
    ['A.TEST', 'https://a.test', true],
    ['other.test, a.test', 'https://a.test', true],
    ['other.test a.test', 'https://a.test', true],
    ['a.test:443', 'https://a.test', true],
    ['a.test:8443', 'https://a.test', false],
    ['a.test:8443', 'https://a.test:8443', true],
    ['*', 'https://a.test', true],
    ['10.0.0.1', 'https://10.0.0.1', true],
  ] as const) {
    it(`${isExcepted ? 'is not' : 'is'} for ${url} where NO_PROXY is ${entry}`, () => {
      const found = chosen({ HTTPS_PROXY: proxy, NO_PROXY: entry }, url);
      assert.equal(found, isExcepted ? undefined : proxy);
    });
  }

  it('is there where either scheme has one', () => {
    assert.equal(hasProxy(environmentProxy({})), false);
    assert.equal(hasProxy(environmentProxy({ NO_PROXY: '*' })), false);
    assert.equal(hasProxy(environmentProxy({ HTTP_PROXY: proxy })), true);
    assert.equal(hasProxy(environmentProxy({ https_proxy: proxy })), true);
  });
});
