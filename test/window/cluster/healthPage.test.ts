import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import type { Browser } from 'playwright-core';
import { pageWords } from '../../../src/health/pageWords';
import type { Timeline } from '../../../src/webview/messages';
import { pageOf, sessionsOf } from '../../fixtures/healthPages';
import { launchBrowser } from '../../host/browser';
import { openHealthPage, type BareHealthPage } from '../../host/healthPage';
import { projectRoot } from '../../host/projectPaths';

const quiet = pageOf([
  sessionsOf('hsm-a', [
    [0, 3],
    [19, 5],
  ]),
]);
const busy = pageOf([
  sessionsOf('hsm-a', [
    [0, 1900],
    [19, 2000],
  ]),
]);
const timeline: Timeline = {
  lanes: ['Failures', 'Users'],
  times: Float64Array.of(60_000, 120_000),
  lane: Uint8Array.of(0, 1),
  failed: Uint8Array.of(1, 0),
  kind: Uint16Array.of(0, 1),
  place: Uint8Array.of(0, 0),
  kinds: ['CN_LOGIN', 'CN_CREATE_USER'],
  places: ['hsm-a', 'CloudTrail'],
};

/** What the functions below need of the browser that they run in. */
interface Scope {
  readonly document: {
    readonly body: {
      readonly scrollWidth: number;
      readonly clientWidth: number;
      setAttribute(name: string, to: string): void;
    };
    readonly documentElement: { readonly style: { setProperty(name: string, to: string): void } };
    querySelector(selector: string): {
      getContext(kind: '2d'): {
        getImageData(
          x: number,
          y: number,
          width: number,
          height: number,
        ): { readonly data: Uint8ClampedArray };
      };
      readonly width: number;
    };
  };
}

describe("the health view's page in a browser of its own", function () {
  let browser: Browser;
  let view: BareHealthPage;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser.close());
  beforeEach(async () => {
    const script = path.join(projectRoot, 'dist', 'health.js');
    view = await openHealthPage(browser, script, { width: 900, height: 800 });
    await view.send({ type: 'words', words: pageWords() });
  });
  afterEach(() => view.page.close());

  const press = (name: string): Promise<void> => view.page.getByRole('button', { name }).click();

  /** The address of the picture that is sent next. */
  async function savedPicture(): Promise<string> {
    const before = (await view.sent()).length;
    await press('Save as PNG');
    await view.page.waitForFunction(
      (count) => (globalThis as unknown as { sent: unknown[] }).sent.length > count,
      before,
    );
    const message = (await view.sent()).at(-1);
    assert.ok(message?.type === 'png');
    return message.url;
  }

  it('saves the same picture while the table stands in the place of the charts', async () => {
    const recolour = (colour: string): Promise<void> =>
      view.page.evaluate((to) => {
        const { body, documentElement } = (globalThis as unknown as Scope).document;
        documentElement.style.setProperty('--vscode-charts-blue', to);
        body.setAttribute('data-vscode-theme-id', to); // as VS Code says that it has changed
      }, colour);
    await view.send({ type: 'page', page: quiet });
    await press('As Table');
    await view.send({ type: 'page', page: busy });
    await recolour('#ff00ff');
    const beside = await savedPicture();
    assert.equal(await view.page.locator('.chart canvas').first().isVisible(), false);
    await press('As Table');
    assert.equal(beside, await savedPicture());
    await recolour('#00ff00');
    assert.notEqual(beside, await savedPicture(), 'the charts are in it');
  });

  /** How many pixels of a chart have a colour, in its upper fifth and below. */
  const pixels = (colour: readonly number[]): Promise<readonly [number, number]> =>
    view.page.evaluate((wanted) => {
      const canvas = (globalThis as unknown as Scope).document.querySelector(
        '[data-metric="HsmSessionCount"] canvas',
      );
      const count = (top: number, height: number): number => {
        const { data } = canvas.getContext('2d').getImageData(0, top, canvas.width, height);
        let found = 0;
        for (let at = 0; at < data.length; at += 4) {
          if (wanted.every((value, index) => data[at + index] === value)) found += 1;
        }
        return found;
      };
      return [count(0, 30), count(30, 100)];
    }, colour);

  it('shows a point that stands alone between two gaps', async () => {
    await view.send({ type: 'page', page: quiet });
    const [above, below] = await pixels([0x59, 0xa4, 0xf9]);
    assert.ok(above + below >= 8, `two points, not ${above + below} pixels`);
  });

  it('marks a time by the keyboard, and offers all of it while a part is shown', async () => {
    const { page } = view;
    await view.send({ type: 'page', page: quiet });
    await view.send({ type: 'timeline', timeline, notes: [] });
    await page.getByRole('button', { name: 'Show All' }).waitFor({ state: 'hidden' });
    await page.locator('.timeline canvas').focus();
    await page.keyboard.press('+');
    await page.getByRole('button', { name: 'Show All' }).waitFor();
    await page.keyboard.press('m');
    await press('Open Events');
    const opened = (await view.sent()).at(-1);
    assert.ok(opened?.type === 'openRange');
    assert.ok(opened.to - opened.from < quiet.to - quiet.from);
    await press('Show All');
    await page.getByRole('button', { name: 'Show All' }).waitFor({ state: 'hidden' });
  });

  it('points up to thresholds that are out of sight, and draws the others', async () => {
    const [warning, failure] = [
      [0xcc, 0xa7, 0x00],
      [0xf1, 0x4c, 0x4c],
    ];
    await view.send({ type: 'page', page: quiet });
    for (const colour of [warning, failure]) {
      const [above, below] = await pixels(colour);
      assert.ok(above > 15 && above < 80, `an arrowhead, not ${above} pixels`);
      assert.equal(below, 0);
    }
    await view.send({ type: 'page', page: busy });
    const [limit] = await pixels(failure);
    assert.ok(limit > 100, `a line across, not ${limit} pixels`);
  });

  it('says the same in tables, whose events open', async () => {
    await view.send({ type: 'page', page: quiet });
    await view.send({ type: 'timeline', timeline, notes: [] });
    await press('As Table');
    const table = view.page.locator('table', { hasText: 'Connections' }).first();
    assert.match(
      await table.innerText(),
      /HSM\tnewest\tlowest\thighest\tpoints\nhsm-a\t5\t3\t5\t2$/,
    );
    await press('CN_LOGIN (failed)');
    assert.deepEqual((await view.sent()).at(-1), { type: 'open', row: 0 });
  });

  it('says what failed in place of what was loading', async () => {
    await view.send({ type: 'loading', span: 'day' });
    const status = view.page.locator('.status');
    assert.equal(await status.textContent(), 'Reading the health of the cluster…');
    await view.send({ type: 'failed', sentence: 'There is no connection "prod".' });
    assert.equal(await status.textContent(), '');
    assert.equal(await view.page.locator('.notes').innerText(), 'There is no connection "prod".');
  });

  it('fits a narrow window', async () => {
    await view.page.setViewportSize({ width: 320, height: 800 });
    await view.send({ type: 'page', page: busy });
    await view.send({ type: 'timeline', timeline, notes: [] });
    const wide = await view.page.evaluate(() => {
      const { body } = (globalThis as unknown as Scope).document;
      return body.scrollWidth - body.clientWidth;
    });
    assert.ok(wide <= 0, `it is ${wide} pixels wider than its frame`);
  });
});
