import * as assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { SampleSource } from '../../../src/sources/sample/sampleSource';
import { fillWithSample } from '../../endpoint/sampleData';
import { startEndpoint, type Endpoint } from '../../endpoint/server';
import { picture } from '../pictures';
import { rowMenu } from '../treeActions';
import { useWindow } from '../useWindow';

const cluster = 'cluster-sampledemo2';

describe('a query with Logs Insights in the window', function () {
  this.timeout(120_000);
  let endpoint: Endpoint;
  /** Tells of each request, by its operation. */
  const asked = new EventEmitter();

  before(async () => {
    endpoint = await startEndpoint({ onRequest: ({ operation }) => asked.emit(operation) });
    await fillWithSample(endpoint, new SampleSource());
  });
  after(() => endpoint.stop());

  const window = useWindow(() => ({
    size: { width: 1500, height: 850 },
    settings: {
      'cloudhsm.showSample': false,
      'cloudhsm.connections': [{ name: 'prod', region: 'us-east-1', endpoint: endpoint.url }],
    },
  }));

  it('is chosen from the library, with what it may cost, and opens as a document', async () => {
    await window().showSideBar('CloudHSM');
    await window().expandTreeRow('prod');
    await rowMenu(window(), cluster, 'Query with Logs Insights');
    const { page } = window();
    await page.locator('.quick-input-title', { hasText: `Query ${cluster}` }).waitFor();
    await picture(window(), 'query-library');
    await page.locator('.quick-input-box input').fill('failed logins');
    await page.keyboard.press('Enter');
    await window().line('# connection: prod');
    await window().line('# Failed logins by user');
    await page.locator('.codelens-decoration', { hasText: 'Run Query' }).waitFor();
    await picture(window(), 'query-document');
  });

  it('gives a table, after its range was changed, with what it scanned', async () => {
    const { page } = window();
    await window().runCommand('CloudHSM: Change the Range of This Query');
    await page.locator('.quick-input-title', { hasText: 'range' }).waitFor();
    await page.locator('.quick-input-box input').fill('2026-03-01 to 2026-06-01');
    await page.keyboard.press('Enter');
    await window().line('# range: 2026-03-01T00:00:00Z to 2026-06-01T00:00:00Z');
    await page.keyboard.press('Control+Enter');
    await window().editorShown('.hsmresult');
    await window().line('userName');
    const lines = await window().lineTexts();
    assert.ok(lines.some((line) => /^! Scanned .*: less than \$0\.01/.test(line)));
    assert.ok(lines.some((line) => /^\w+ +\d+ +2026-/.test(line)));
    await picture(window(), 'query-result');
  });

  it('that still runs is stopped at the service when the window is loaded again', async () => {
    endpoint.faults.add(
      { kind: 'latency', milliseconds: 600_000 },
      { operation: 'GetQueryResults' },
    );
    await window().runCommand('View: Open Previous Editor');
    await window().line('# connection: prod');
    const isLookedAt = once(asked, 'GetQueryResults');
    await window().page.keyboard.press('Control+Enter');
    await isLookedAt;
    const isStopped = once(asked, 'StopQuery');
    await window().reload();
    await isStopped;
  });
});
