import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import type { Browser } from 'playwright-core';
import { pageWords } from '../../../src/health/pageWords';
import type { HealthPage, Timeline } from '../../../src/webview/messages';
import { laneHeight, TimelineScale } from '../../../src/webview/timelineScale';
import { pageOf, sessionAlarm, sessionsOf } from '../../fixtures/healthPages';
import { launchBrowser } from '../../host/browser';
import { openHealthPage, type BareHealthPage } from '../../host/healthPage';
import { projectRoot } from '../../host/projectPaths';
import type { PaintedCanvas } from '../paintedCanvas';

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
  kind: Uint32Array.of(0, 1),
  place: Uint16Array.of(0, 0),
  again: Uint8Array.of(0, 0),
  kinds: ['CN_LOGIN', 'CN_CREATE_USER'],
  places: ['hsm-a', 'CloudTrail'],
};
const noEvents: Timeline = {
  ...timeline,
  times: new Float64Array(),
  lane: new Uint8Array(),
  failed: new Uint8Array(),
  kind: new Uint32Array(),
  place: new Uint16Array(),
  again: new Uint8Array(),
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
    querySelector(selector: string): PaintedCanvas;
    createElement(name: 'canvas'): PaintedCanvas & { width: number; height: number };
    createElement(name: 'img'): {
      src: string;
      readonly width: number;
      readonly height: number;
      decode(): Promise<void>;
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

  it('draws the thresholds of alarms in dashes of their own, none over another line', async () => {
    const alarm = { ...sessionAlarm, name: 'many', threshold: 1800 };
    const alarms = [
      alarm,
      { ...alarm, name: 'far', threshold: 90_000 },
      { ...alarm, name: 'sum', compares: 'other', statistic: 'Sum' },
    ] as const;
    const points = sessionsOf('hsm-a', [
      [0, 1900],
      [19, 2000],
    ]);
    await view.send({ type: 'page', page: pageOf([points], { alarms }) });
    const section = view.page.locator('.chart[data-metric="HsmSessionCount"]');
    assert.equal(
      await section.locator('.marks').innerText(),
      'attention from 1,800 on · limit 2,048',
    );
    assert.deepEqual(await section.locator('.alarms li').allInnerTexts(), [
      'alarm many > 1,800',
      'alarm far > 90,000',
      'alarm sum has no line: it compares the Sum of a period',
    ]);
    const [top, below] = await pixels([0xcc, 0xcc, 0xcc]);
    assert.ok(top + below > 400, `a line across, not ${top + below} pixels`);
    const [advised, advisedBelow] = await pixels([0xcc, 0xa7, 0x00]);
    assert.ok(advised + advisedBelow > 300, 'the line at the same value is still there');
    const without = await savedPicture();
    await view.send({ type: 'page', page: pageOf([points]) });
    const [plain, named] = [await savedPicture(), without];
    assert.notEqual(plain, named);
    await press('As Table');
    assert.equal(await view.page.locator('.tables caption', { hasText: /^Alarms$/ }).count(), 0);
    await view.send({ type: 'page', page: pageOf([points], { alarms }) });
    const table = view.page.locator('.tables [data-metric="HsmSessionCount"] table', {
      hasText: 'line in the chart',
    });
    assert.match(
      await table.innerText(),
      /Alarm\tHSM\tis on at\tline in the chart\s+many\twhole cluster\t> 1,800\tyes\s+far\twhole cluster\t> 90,000\tyes\s+sum\twhole cluster\t> 1,800\tit compares the Sum of a period$/,
    );
  });

  it('opens the event of CloudTrail under a click on its lane', async () => {
    const trail: Timeline = {
      ...timeline,
      lanes: [...timeline.lanes, 'CloudTrail'],
      lane: Uint8Array.of(0, 2),
      kinds: ['CN_LOGIN', 'DeleteHsm'],
      place: Uint16Array.of(0, 1),
    };
    await view.send({ type: 'page', page: quiet });
    await view.send({ type: 'timeline', timeline: trail, notes: [] });
    const canvas = view.page.locator('.timeline canvas');
    const box = await canvas.boundingBox();
    assert.ok(box);
    const x = new TimelineScale(box.width, quiet).xOf(120_000);
    const y = 2.5 * laneHeight;
    await canvas.hover({ position: { x, y } });
    assert.equal(
      await view.page.locator('.timeline .tip').innerText(),
      '1970-01-01 00:02:00 UTC\nDeleteHsm\nCloudTrail · CloudTrail',
    );
    await canvas.click({ position: { x, y } });
    assert.deepEqual((await view.sent()).at(-1), { type: 'open', row: 1 });
  });

  it('keeps the part of the time that is shown when it is read again, while that is there', async () => {
    const { page } = view;
    const showAll = page.getByRole('button', { name: 'Show All' });
    const shown = async (): Promise<number> => {
      await page.locator('.timeline canvas').press('m');
      await press('Open Events');
      const opened = (await view.sent()).at(-1);
      assert.ok(opened?.type === 'openRange');
      await page.locator('.timeline canvas').press('Escape');
      return opened.to - opened.from;
    };
    const read = async (moved: Partial<HealthPage>): Promise<void> => {
      await view.send({ type: 'page', page: { ...quiet, ...moved } });
      await view.send({ type: 'timeline', timeline, notes: [] });
    };
    await read({});
    await page.locator('.timeline canvas').press('+');
    const part = await shown();
    await read({ from: quiet.from + 1000, to: quiet.to + 1000 });
    assert.equal(await shown(), part);
    await showAll.waitFor();
    await read({ from: quiet.to - 1000, to: 2 * quiet.to });
    await showAll.waitFor({ state: 'hidden' });
    await page.locator('.timeline canvas').press('+');
    await read({ from: quiet.to - 1000, to: 2 * quiet.to, span: 'day' });
    await showAll.waitFor({ state: 'hidden' });
  });

  it('says the same in tables: thresholds, alarms, points and events, which open', async () => {
    const alarmTimes = [{ alarm: sessionAlarm.name, from: 60_000, to: 120_000 }];
    const points = sessionsOf('hsm-a', [
      [0, 3],
      [19, 5],
    ]);
    await view.send({
      type: 'page',
      page: pageOf([points], { alarms: [sessionAlarm], alarmTimes }),
    });
    await view.send({ type: 'timeline', timeline, notes: [] });
    await press('As Table');
    const section = view.page.locator('.tables [data-metric="HsmSessionCount"]');
    const text = await section.innerText();
    assert.match(text, /^Connections\n+How many connections to the HSM are open, at most 2,048\./);
    assert.match(text, /attention from 1,800 on · limit 2,048/);
    assert.match(text, /HSM\tnewest\tlowest\thighest\tpoints\s+hsm-a\t5\t3\t5\t2\n/);
    assert.match(
      text,
      /Times of alarms\nAlarm\tfrom\tto\s+many\\u202e\t1970-01-01 00:01:00 UTC\t1970-01-01 00:02:00 UTC/,
    );
    assert.equal(await section.locator('details table').count(), 0, 'made when it is asked for');
    await section.getByText('All points, 2 times').click();
    assert.match(
      await section.locator('details table').innerText(),
      /Time\thsm-a\s+1970-01-01 00:19:00 UTC\t5\s+1970-01-01 00:00:00 UTC\t3$/,
    );
    const unread = view.page.locator('.tables [data-metric="HsmUnhealthy"]');
    assert.match(await unread.innerText(), /no data points$/);
    await press('CN_LOGIN (failed)');
    assert.deepEqual((await view.sent()).at(-1), { type: 'open', row: 0 });
  });

  it('counts an event once that stands on two lanes, and shows more than the newest on demand', async () => {
    const count = 251;
    const many: Timeline = {
      ...timeline,
      times: Float64Array.from({ length: 2 * count }, (_, row) => 1000 * (row >> 1)),
      lane: Uint8Array.from({ length: 2 * count }, (_, row) => row % 2),
      failed: new Uint8Array(2 * count).fill(1),
      kind: new Uint32Array(2 * count),
      place: new Uint16Array(2 * count),
      again: Uint8Array.from({ length: 2 * count }, (_, row) => 1 - (row % 2)),
    };
    await view.send({ type: 'page', page: quiet });
    await view.send({ type: 'timeline', timeline: many, notes: [] });
    await press('As Table');
    const events = view.page.locator('.events');
    const caption = events.locator('caption');
    assert.equal(await caption.innerText(), '251 events, the newest 200 of them here');
    await press('51 more');
    assert.equal(await caption.innerText(), '251 events');
    assert.equal(await events.locator('tbody tr').count(), count);
    assert.equal(await events.getByRole('button', { name: 'more' }).isVisible(), false);
    const focused = events.locator('tbody button:focus');
    assert.equal(await focused.count(), 1, 'the keyboard goes on at the first new one');
    await press('As Table');
    const canvas = view.page.locator('.timeline canvas');
    await canvas.press('End');
    const last = await canvas.getAttribute('aria-valuenow');
    await canvas.press('ArrowLeft');
    assert.equal(Number(last) - Number(await canvas.getAttribute('aria-valuenow')), 2);
  });

  it('gives a screen reader the value at the place of the keyboard', async () => {
    const { page } = view;
    await view.send({ type: 'page', page: quiet });
    await view.send({ type: 'timeline', timeline, notes: [] });
    const plot = page.getByRole('slider', { name: /^Connections\. attention from 1,800 on/ });
    assert.match((await plot.getAttribute('aria-valuetext')) ?? '', /00:19:00 UTC, hsm-a: 5$/);
    await plot.press('Home');
    assert.match((await plot.getAttribute('aria-valuetext')) ?? '', /00:00:00 UTC, hsm-a: 3$/);
    const lanes = page.getByRole('slider', { name: 'Events, 1970-01-01 00:00:00' });
    assert.equal(await lanes.getAttribute('aria-valuetext'), 'Failures: 1, Users: 1');
    await lanes.press('End');
    assert.match(
      (await lanes.getAttribute('aria-valuetext')) ?? '',
      /CN_CREATE_USER, hsm-a · Users$/,
    );
    await view.send({ type: 'timeline', timeline: noEvents, notes: [] });
    assert.equal(await lanes.getAttribute('aria-valuetext'), 'No events in this time.');
    await view.send({ type: 'timeline', timeline: noEvents, notes: ['They may not be read.'] });
    assert.equal(
      await lanes.getAttribute('aria-valuetext'),
      '',
      'nobody knows whether there are any',
    );
  });

  it('points at the same time in the timeline and in every chart, at the same place in one column', async () => {
    const { page } = view;
    await view.send({ type: 'page', page: busy });
    await view.send({ type: 'timeline', timeline, notes: [] });
    const place = async (selector: string): Promise<number> => {
      const box = await page.locator(selector).first().boundingBox();
      return (box?.x ?? NaN) + (box?.width ?? NaN) / 2;
    };
    const inChart = '[data-metric="HsmSessionCount"] .u-cursor-x';
    await page.locator('.timeline canvas').hover({ position: { x: 400, y: 10 } });
    await page.locator('.timeline .pointer').waitFor();
    const pointed = await place('.timeline .pointer');
    assert.ok(Math.abs(pointed - (await place(inChart))) < 1.5);
    await page
      .locator('[data-metric="HsmSessionCount"] .u-over')
      .hover({ position: { x: 500, y: 40 } });
    const pointedBack = await place('.timeline .pointer');
    assert.ok(Math.abs(pointedBack - (await place(inChart))) < 1.5);
    assert.ok(pointedBack > pointed + 50);
    await press('One Column');
    await page
      .locator('[data-metric="HsmSessionCount"] .u-over')
      .hover({ position: { x: 20, y: 40 } });
    assert.ok((await place('.timeline .pointer')) < pointed, 'the same time, elsewhere');
    await page.locator('h1').hover();
    await page.locator('.timeline .pointer').waitFor({ state: 'hidden' });
  });

  it('says what it is reading and when it was read, and keeps the focus on what was pressed', async () => {
    const { page } = view;
    const status = page.locator('nav .status');
    await view.send({ type: 'loading', span: 'hour' });
    await view.send({ type: 'page', page: quiet });
    assert.equal(await status.innerText(), 'Reading the events…');
    assert.equal(await page.locator('.waiting').innerText(), 'Reading the events…');
    await view.send({ type: 'timeline', timeline, notes: [] });
    assert.equal(
      await status.innerText(),
      'Read at 1970-01-01 00:20:00 UTC; CloudTrail is some minutes behind',
    );
    await press('Refresh');
    assert.deepEqual((await view.sent()).at(-1), { type: 'span', span: 'hour' });
    await press('Week');
    await view.send({ type: 'loading', span: 'week' });
    assert.equal(await status.innerText(), 'Reading the health of the cluster…');
    await view.send({ type: 'page', page: { ...busy, span: 'week' } });
    const pressed = page.locator('button:focus');
    assert.equal(await pressed.innerText(), 'Week');
    assert.equal(await pressed.getAttribute('aria-pressed'), 'true');
    await press('Day');
    await view.send({ type: 'loading', span: 'day' });
    await view.send({ type: 'failed', sentence: 'No network.' });
    assert.equal(
      await status.innerText(),
      'Read at 1970-01-01 00:20:00 UTC; CloudTrail is some minutes behind',
    );
    const week = page.getByRole('button', { name: 'Week' });
    assert.equal(await week.getAttribute('aria-pressed'), 'true', 'that is what is shown');
  });

  it('has charts without points, dashes of the lines and what is missing in the picture', async () => {
    const hsms = Array.from({ length: 8 }, (_, index) => sessionsOf(`hsm-${index}`, [[index, 3]]));
    await view.send({ type: 'page', page: pageOf(hsms) });
    const { width, height, colours } = await readPicture(await savedPicture());
    assert.ok(height > 10 * 120, `ten charts, nine of them without a point, not ${height} pixels`);
    assert.ok(width > 800);
    // The eighth line has the colour of the first and is dashed.
    assert.equal(colours.filter((runs) => runs === 1).length, 1);
    assert.ok(
      colours.some((runs) => runs >= 3),
      colours.join(),
    );
    await view.send({
      type: 'page',
      page: pageOf(hsms, { notes: ['Temperature may not be read. '.repeat(9)] }),
    });
    const noted = await readPicture(await savedPicture());
    assert.equal(noted.height - height, 2 * 22, 'two lines of words');
  });

  /** Of a picture its size, and of the rows of its legend in how many runs the first colour stands. */
  const readPicture = (
    url: string,
  ): Promise<{ readonly width: number; readonly height: number; readonly colours: number[] }> =>
    view.page.evaluate(async (address) => {
      const { document } = globalThis as unknown as Scope;
      const image = document.createElement('img');
      image.src = address;
      await image.decode();
      const canvas = document.createElement('canvas');
      const { width, height } = image;
      canvas.width = width;
      canvas.height = height;
      const context = canvas.getContext('2d');
      context.drawImage(image, 0, 0);
      const isBlue = (data: Uint8ClampedArray, at: number): boolean =>
        [0x59, 0xa4, 0xf9].every((value, index) => Math.abs((data[at + index] ?? 0) - value) < 3);
      const colours: number[] = [];
      // A key is 24 pixels wide: the name beside it has another colour.
      for (let y = height - 60; y < height; y++) {
        const { data } = context.getImageData(0, y, width, 1);
        let last = -99;
        let from = -99;
        let runs = 0;
        for (let x = 0; x < width; x++) {
          if (!isBlue(data, 4 * x)) continue;
          if (x - from > 30) {
            if (runs > 0) colours.push(runs);
            from = x;
            runs = 1;
          } else if (x > last + 1) runs += 1;
          last = x;
        }
        if (runs > 0) colours.push(runs);
        if (colours.length > 1) break;
      }
      return { width, height, colours };
    }, url);

  it('says what failed in place of what was loading', async () => {
    await view.send({ type: 'loading', span: 'day' });
    const status = view.page.locator('nav .status');
    assert.equal(await status.textContent(), 'Reading the health of the cluster…');
    await view.send({ type: 'failed', sentence: 'There is no connection "prod".' });
    assert.equal(await status.textContent(), '');
    assert.equal(await view.page.locator('.notes').innerText(), 'There is no connection "prod".');
    const buttons = view.page.getByRole('button');
    assert.deepEqual(await buttons.allInnerTexts(), ['Hour', 'Day', 'Week', 'Month', 'Refresh']);
    await press('Refresh');
    assert.deepEqual((await view.sent()).at(-1), { type: 'span', span: 'day' });
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
