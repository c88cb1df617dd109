import * as assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { SampleSource } from '../../../src/sources/sample/sampleSource';
import { fillWithSample } from '../../endpoint/sampleData';
import { startEndpoint, type Endpoint } from '../../endpoint/server';
import { picture } from '../pictures';
import { editorAction, rowAction, rowMenu } from '../treeActions';
import { useWindow } from '../useWindow';

const cluster = 'cluster-sampledemo2';
const busy = 'cluster-busy';
const manyStreams = 120;
const page = 60;

describe('a connection to CloudWatch Logs in the window', () => {
  const endpoints: Endpoint[] = [];
  let endpoint: Endpoint;

  before(async () => {
    endpoint = await start({ events: page });
    await fillWithSample(endpoint, new SampleSource());
    for (let i = 0; i < manyStreams; i++) {
      const name = `hsm-${String(i).padStart(3, '0')}`;
      const event = { timestamp: Date.UTC(2026, 0, 1) + i * 60_000, message: 'Time: ' };
      endpoint.store.seed(`/aws/cloudhsm/${busy}`, name, [event]);
    }
    (await start()).faults.add({ kind: 'accessDenied' });
    (await start()).faults.add({ kind: 'expiredToken' });
    (await start()).faults.add({ kind: 'throttling' });
  });
  after(() => Promise.all(endpoints.map(({ stop }) => stop())));

  async function start(pageLimits = {}): Promise<Endpoint> {
    const started = await startEndpoint({ pageLimits });
    endpoints.push(started);
    return started;
  }

  const window = useWindow(() => ({
    settings: {
      'cloudhsm.showSample': false,
      'cloudhsm.connections': ['prod', 'denied', 'expired', 'throttled'].map((name, index) => ({
        name,
        region: 'us-east-1',
        endpoint: endpoints[index]?.url,
      })),
    },
  }));

  it('shows its clusters and streams when it is opened, and asks for nothing before', async () => {
    await window().showSideBar('CloudHSM');
    await window().treeRow('prod');
    assert.equal(endpoint.requests.length, 0);
    await window().expandTreeRow('prod');
    await window().expandTreeRow(cluster);
    await window().page.locator('.monaco-list-row[aria-level="3"]').first().waitFor();
    const [health, ...streams] = (await window().treeRows()).filter(({ level }) => level === 3);
    assert.equal(health?.label, 'Health');
    assert.equal(streams.length, 4);
    assert.deepEqual(endpoint.requests.map(({ operation }) => operation).sort(), [
      'DescribeClusters',
      'DescribeLogGroups',
      'DescribeLogStreams',
    ]);
  });

  it('opens a stream at its newest events, and older ones by the button above it', async () => {
    const stream = longestStream();
    await (await window().treeRow(stream)).click();
    await window().editorShown(stream);
    const first = await firstEvent();
    await openOlderEvents();
    assert.notEqual(await firstEvent(), first);
  });

  it('keeps the events that are read on the screen when older ones come in above', async () => {
    const first = await firstEvent();
    const { page: view } = window();
    // Scrolled to the top, with the cursor still where the stream was opened.
    await view.keyboard.press('Control+End');
    await firstNumber().waitFor({ state: 'hidden' });
    await view
      .locator('.editor-group-container.active .editor-scrollable > .scrollbar.vertical')
      .click({ position: { x: 7, y: 1 } });
    await firstNumber().waitFor();
    await openOlderEvents();
    await picture(window(), 'older-events');
    const shown = await window().lineTexts();
    assert.ok(shown.includes(first), `what was read is gone: ${shown.slice(0, 3).join(' | ')}`);
  });

  it('takes in what has come since by the button above it', async () => {
    const event = {
      timestamp: Date.UTC(2026, 4, 1),
      message: 'Time: 05/01/26 00:00:00.000000, usecs:1777593600000000\nSequence No : 0x7f00\n',
    };
    endpoint.store.seed(`/aws/cloudhsm/${cluster}`, longestStream(), [event]);
    await editorAction(window(), 'Fetch Newer Events');
    await window().page.locator('.statusbar-item', { hasText: '1 newer event came in' }).waitFor();
    await window().page.keyboard.press('Control+End');
    await window().line('Sequence No : 0x7f00');
  });

  it('opens a time range of a cluster, its HSMs merged', async () => {
    await rowMenu(window(), cluster, 'Open a Time Range');
    await window().page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    await picture(window(), 'time-range-pick');
    await window().enter('2026-03-25 to 2026-03-27');
    await window().line('hsm-b6jx3rfdhyu');
    await window().line('hsm-c2pmvg5lsoa');
    await picture(window(), 'time-range');
    const [first = ''] = (await window().lineTexts()).filter((line) => line.startsWith('2026-'));
    assert.match(first, /^2026-03-25T/);
  });

  it('can be told to stop fetching', async () => {
    endpoint.faults.add({ kind: 'latency', milliseconds: 30_000 }, { operation: 'GetLogEvents' });
    const { page } = window();
    const tabs = await window().tabs();
    const [row] = (await window().treeRows()).filter(
      ({ level, label }) =>
        level === 3 && label.startsWith('hsm-') && !tabs.some((tab) => tab.startsWith(label)),
    );
    await (await window().treeRow(row?.label ?? '')).click();
    assert.match(await window().notification('Fetching'), /^Fetching the newest events of/);
    await picture(window(), 'fetching');
    await page.locator('.notification-toast .monaco-button', { hasText: 'Cancel' }).click();
    await page.locator('.notification-toast').waitFor({ state: 'detached' });
    endpoint.faults.clear();
    assert.deepEqual(await window().tabs(), tabs);
    assert.deepEqual(await window().notifications(), []);
  });

  it('loads more of a long list when asked, until it is whole', async () => {
    await window().expandTreeRow(busy);
    const { page } = window();
    // Health stands before the streams.
    const count = async (label: string): Promise<number> => {
      const row = page.locator('.monaco-list-row[aria-level="3"]', { hasText: label }).last();
      return Number(await row.getAttribute('aria-setsize'));
    };
    let next = '';
    for (const loaded of [50, 100]) {
      await scrollTo('Load more…');
      assert.equal(await count('Load more…'), loaded + 2);
      if (loaded === 50) await picture(window(), 'load-more');
      await (await window().treeRow('Load more…')).click();
      await page.locator(`.monaco-list-row[aria-level="3"][aria-setsize="${loaded}"]`).waitFor({
        state: 'detached',
      });
      next = `hsm-${String(manyStreams - loaded - 1).padStart(3, '0')}`;
      await scrollTo(next);
    }
    assert.equal(await count(next), manyStreams + 1);
  });

  for (const [name, sentence] of [
    ['denied', /^The credentials in use do not allow logs:DescribeLogGroups on /],
    ['expired', /^The (AWS )?credentials .*have expired\. Renew them, then try again\.$/],
    ['throttled', /too many in region us-east-1\. Wait a minute, then try again\.$/],
  ] as const) {
    it(`that fails (${name}) says so in a sentence in the tree, and how to go on`, async () => {
      const { page } = window();
      await page.locator('.part.sidebar .monaco-list').first().focus();
      await page.keyboard.press('Control+ArrowLeft'); // collapses all
      await window().expandTreeRow(name);
      const row = page.locator('.part.sidebar .monaco-list-row', { hasText: sentence });
      await row.waitFor({ timeout: 15_000 });
      const rows = await window().treeRows();
      const at = rows.findIndex(({ label }) => label === name);
      const { label = '', level } = rows[at + 1] ?? {};
      assert.equal(level, 2);
      assert.match(label, sentence);
      assert.doesNotMatch(label, /Exception|\bat .*:\d+:\d+|arn:aws/);
      await row.hover();
      await picture(window(), `error-${name}`);
      const buttons = row.locator('.actions .action-label');
      assert.match((await buttons.last().getAttribute('aria-label')) ?? '', /^Try Again/);
    });
  }

  it('is whole again after «Try Again»', async () => {
    const denied = endpoints[1];
    assert.ok(denied);
    denied.faults.clear();
    denied.store.seed('/aws/cloudhsm/cluster-granted', 'hsm-a', []);
    await window().expandTreeRow('denied');
    await window()
      .page.locator('.part.sidebar .monaco-list-row', { hasText: 'do not allow' })
      .waitFor();
    const message = (await window().treeRows()).find(({ label }) => label.includes('do not allow'));
    await rowAction(window(), message?.label ?? '', 'Try Again');
    await window().treeRow('cluster-granted');
    assert.deepEqual(
      (await window().treeRows()).filter(({ label }) => label.includes('do not allow')),
      [],
    );
  });

  it('shows a time range and a stream again after a reload, and asks only for what is new', async () => {
    await tab(`${longestStream()}.hsmaudit`).click();
    await window().editorShown(longestStream());
    const first = await firstEvent();
    const read = (): number =>
      endpoint.requests.filter(({ operation }) => operation === 'GetLogEvents').length;
    const before = read();
    await window().reload();
    await window().editorShown(longestStream());
    assert.equal(await firstEvent(), first);
    const forStream = read() - before;
    await tab('2026-03-25 00.00–').click();
    await window().line('hsm-b6jx3rfdhyu');
    assert.equal(read() - before, forStream, 'the range was asked for again');
    assert.ok(forStream <= 6, `${forStream} requests for a stream of which nothing is new`);
  });

  function tab(name: string): Locator {
    return window().page.locator('.tab', { hasText: name });
  }

  function longestStream(): string {
    const streams = [...endpoint.store.group(`/aws/cloudhsm/${cluster}`).streams.values()];
    streams.sort((one, other) => other.events.length - one.events.length);
    return streams[0]?.name ?? '';
  }

  /** Presses the button and waits until the older events are in the editor. */
  async function openOlderEvents(): Promise<void> {
    const asked = endpoint.requests.length;
    await editorAction(window(), 'Open Older Events');
    for (let tries = 0; endpoint.requests.length === asked && tries < 100; tries++) {
      await window().page.waitForTimeout(50);
    }
    await window()
      .page.locator('.statusbar-item', { hasText: /\d+ older events? came in above\./ })
      .waitFor();
    // The text reaches the editor a moment later.
    await window().page.waitForTimeout(500);
  }

  /** The time line of the document's first event. */
  async function firstEvent(): Promise<string> {
    await window().goToLine(1);
    // The editor has the keyboard again only when the quick input is gone.
    await window().page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await firstNumber().waitFor();
    const [line = ''] = await window().lineTexts();
    return line;
  }

  /** The number of the document's first line, where the editor shows it. */
  function firstNumber(): Locator {
    return window()
      .page.locator('.editor-group-container.active .line-numbers')
      .filter({ hasText: /^1$/ });
  }

  /** Scrolls the tree to a row by the mouse's wheel. */
  async function scrollTo(label: string): Promise<void> {
    const { page } = window();
    const tree = page.locator('.part.sidebar .monaco-list').first();
    const row = tree
      .locator('.monaco-list-row')
      .filter({ has: page.getByText(label, { exact: true }) });
    await tree.hover();
    for (let i = 0; i < 40 && !(await row.isVisible()); i++) {
      await page.mouse.wheel(0, 400);
      await page.waitForTimeout(50);
    }
    await row.waitFor({ timeout: 5000 });
  }
});
