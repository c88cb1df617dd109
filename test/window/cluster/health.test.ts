import * as assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import * as path from 'node:path';
import type { FrameLocator, Locator } from 'playwright-core';
import type { TemporaryFolder } from '../../host/temporaryFolder';
import { spanLength } from '../../../src/health/healthPage';
import { sampleNow } from '../../../src/sources/sample/sampleHealth';
import { laneHeight, TimelineScale } from '../../../src/webview/timelineScale';
import type { PaintedCanvas } from '../paintedCanvas';
import { picture } from '../pictures';
import { scratchFolder } from '../scratchFolder';
import { rowAction, rowMenu } from '../treeActions';
import { useWindow } from '../useWindow';
import { changeSettings } from '../userSettings';
import { themeSetting } from '../../host/themeSetting';

const cluster = 'cluster-sampledemo2';
const appearMs = 30_000;

describe('the health of a cluster in the window', function () {
  this.timeout(120_000);
  let folder: TemporaryFolder;
  const window = useWindow(async () => {
    folder = await scratchFolder({});
    return { folder: folder.path, size: { width: 1500, height: 950 } };
  });
  after(() => folder.remove());

  /** The page inside of the webview's two frames. */
  function view(): FrameLocator {
    return window().page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  /** What a screen reader says of the place that the keyboard has come to. */
  async function said(widget: Locator): Promise<string> {
    return (await widget.getAttribute('aria-valuetext')) ?? '';
  }

  async function backToHealth(): Promise<void> {
    await window().page.locator('.tab', { hasText: 'Health of' }).click();
    await view().locator('.timeline canvas').waitFor({ timeout: appearMs });
  }

  it('stands under the cluster, each metric with its value', async () => {
    await window().showSideBar('CloudHSM');
    await window().expandTreeRow('Health');
    await window().treeRow('Temperature');
    const rows = await window().treeRows();
    const row = (label: string) => rows.find((one) => one.label === label)?.description;
    assert.equal(row('Unhealthy'), 'no');
    assert.match(row('Temperature') ?? '', /^\d+(\.\d)? °C, limit 110 °C$/);
    assert.match(row('Connections') ?? '', /^\d+ connections? of 2,048$/);
    assert.match(row('payments-hsm-no-clients') ?? '', /^in alarm since Apr 17/);
    await picture(window(), 'health-tree');
  });

  it('opens as charts under a timeline', async () => {
    await rowAction(window(), 'Health', 'Show Health');
    await view().locator('.timeline canvas').waitFor({ timeout: appearMs });
    assert.equal(await view().locator('.chart').count(), 10);
    assert.equal(await view().locator('.chart canvas').count(), 10);
    assert.match(
      await view().locator('h1').innerText(),
      /cluster-sampledemo2 · hsm1\.medium · ACTIVE/,
    );
    const legend = await view().locator('.legend li').allInnerTexts();
    assert.deepEqual(legend, ['hsm-a4tzqk7wnme', 'hsm-c2pmvg5lsoa']);
    assert.match(
      await view().locator('[data-metric="HsmTemperature"] .marks').innerText(),
      /attention from 90 on · limit 110/,
    );
    await picture(window(), 'health-day');
  });

  it('shows the values under the mouse and at the place of the keyboard', async () => {
    const plot = view().locator('[data-metric="HsmTemperature"] .plot');
    const tip = view().locator('[data-metric="HsmTemperature"] .tip');
    await plot.hover({ position: { x: 200, y: 60 } });
    await tip.waitFor();
    assert.match(await tip.innerText(), /UTC\nhsm-\w+: \d+(\.\d)? °C/);
    await picture(window(), 'health-hover');
    await plot.focus();
    await window().page.keyboard.press('End');
    await window().page.keyboard.press('ArrowLeft');
    assert.match(await said(plot), /UTC, hsm-\w+: \d+(\.\d)? °C/);
  });

  it('shows a month, the HSM that failed in it, and the alarm', async () => {
    await view().locator('button', { hasText: 'Month' }).click();
    await view().locator('.legend li', { hasText: 'hsm-b6jx3rfdhyu' }).waitFor();
    await view().locator('.timeline canvas').waitFor({ timeout: appearMs });
    await picture(window(), 'health-month');
  });

  it('goes from event to event with the keyboard, and opens one in its document', async () => {
    const timeline = view().locator('.timeline canvas');
    await timeline.focus();
    await window().page.keyboard.press('Home');
    const first = await said(timeline);
    assert.match(first, /^2026-03-\d\d .* UTC, CN_\w+/);
    const [, hsm = ''] = /(hsm-\w+)/.exec(first) ?? [];
    await window().page.keyboard.press('Enter');
    await window().editorShown(hsm);
    const [, time = ''] = /^\S+ (\d\d:\d\d:\d\d)/.exec(first) ?? [];
    await window().line(time);
    await backToHealth();
  });

  it('marks a time with the mouse and opens its events decoded', async () => {
    const timeline = view().locator('.timeline canvas');
    const box = await timeline.boundingBox();
    assert.ok(box);
    const { mouse } = window().page;
    await mouse.move(box.x + box.width * 0.25, box.y + 30);
    await mouse.down();
    await mouse.move(box.x + box.width * 0.32, box.y + 30, { steps: 4 });
    await mouse.up();
    await picture(window(), 'health-range');
    await view().locator('button', { hasText: 'Open Events' }).click();
    await window()
      .page.locator('.tab.active', { hasText: '.hsmdecoded' })
      .waitFor({ timeout: appearMs });
    await window().line('CN_');
    assert.ok((await window().tabs()).some((name) => name.includes('CloudTrail (from 2026-03-2')));
    await picture(window(), 'health-range-events');
    await backToHealth();
  });

  it('opens the event under a click in its document', async () => {
    const timeline = view().locator('.timeline canvas');
    const box = await timeline.boundingBox();
    assert.ok(box);
    await timeline.focus();
    await window().page.keyboard.press('End');
    const last = await said(timeline);
    const [, day = '', time = '', lane = ''] = /^(\S+) ([\d:.]+) UTC, .* · (\w+)$/.exec(last) ?? [];
    const shown = { from: sampleNow - spanLength.month, to: sampleNow };
    const x = new TimelineScale(box.width, shown).xOf(Date.parse(`${day}T${time}Z`));
    const y = (['Failures', 'Users', 'Keys', 'Backups'].indexOf(lane) + 0.5) * laneHeight;
    await timeline.hover({ position: { x, y } });
    const tip = await view().locator('.timeline .tip').innerText();
    assert.match(tip, new RegExp(`^${day} [\\d:.]+ UTC\nCN_\\w+.*\nhsm-\\w+ · ${lane}$`));
    await timeline.click({ position: { x, y } });
    const [, hsm = ''] = /(hsm-\w+)/.exec(tip) ?? [];
    const [, clicked = ''] = / (\d\d:\d\d:\d\d)/.exec(tip) ?? [];
    await window().editorShown(hsm);
    await window().line(clicked);
    await backToHealth();
  });

  it('saves the points of the charts as CSV, and the charts as a picture', async () => {
    const save = async (button: string, name: string): Promise<Buffer> => {
      const file = path.join(folder.path, name);
      await rm(file, { force: true });
      await view().locator('button', { hasText: button }).click();
      await window().saveAs(`${cluster}-health${path.extname(name)}`, file);
      await window().notification(`The health is in ${name}.`);
      await window().runCommand('Notifications: Clear All Notifications');
      return readFile(file);
    };
    const csv = await save('Save as CSV', 'points.csv');
    assert.match(
      csv.toString(),
      /^\uFEFFmetric,hsm,time,value,unit\r\nHsmUnhealthy,hsm-a4tzqk7wnme,2026-[\d-]+T[\d:.]+Z,0,yes or no\r\n/,
    );
    const png = await save('Save as PNG', 'charts.png');
    assert.equal(png.subarray(1, 4).toString(), 'PNG');
    // A timeline and ten charts, one below the other or side by side.
    assert.ok(png.readUInt32BE(16) > 400 && png.readUInt32BE(20) > 400);
  });

  it('cannot reach the network, and runs no script but its own', async () => {
    const policy = view().locator('meta[http-equiv="Content-Security-Policy"]');
    assert.match(
      (await policy.getAttribute('content')) ?? '',
      /^default-src 'none'; script-src 'nonce-[0-9a-f]{32}'$/,
    );
    const reached = await view()
      .locator('body')
      .evaluate(async () => {
        try {
          await fetch('http://127.0.0.1:1/');
          return 'reached';
        } catch (error) {
          return String(error);
        }
      });
    assert.match(reached, /Failed to fetch/);
  });

  it('takes the colours of another theme', async () => {
    /** Whether the events are painted in the colour that the theme has for them, and which that is. */
    const painted = (): Promise<{ readonly isThere: boolean; readonly colour: string }> =>
      view()
        .locator('.timeline canvas')
        .evaluate((element) => {
          const canvas = element as unknown as PaintedCanvas;
          const { defaultView, documentElement } = canvas.ownerDocument;
          const style = defaultView.getComputedStyle(documentElement);
          const colour = style.getPropertyValue('--vscode-charts-blue').trim();
          const wanted = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
          const { width, height } = canvas;
          const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
          let isThere = false;
          for (let at = 0; at < data.length && !isThere; at += 4) {
            isThere = wanted.every((value, index) => data[at + index] === value);
          }
          return { isThere, colour };
        });
    const dark = await painted();
    assert.ok(dark.isThere);
    await changeSettings(window(), {
      'workbench.colorTheme': themeSetting('Light High Contrast'),
    });
    await backToHealth();
    let light = await painted();
    for (let left = 50; left > 0 && (!light.isThere || light.colour === dark.colour); left--) {
      await window().page.waitForTimeout(100);
      light = await painted();
    }
    assert.notEqual(light.colour, dark.colour);
    assert.ok(light.isThere, `nothing is painted in ${light.colour}`);
    await picture(window(), 'health-light-high-contrast');
    await changeSettings(window(), {});
  });

  it('shows what was done to the cluster, rejected calls marked', async () => {
    await rowMenu(window(), cluster, 'Open CloudTrail Events');
    await window().editorShown('CloudTrail.hsmtrail');
    await window().line('REJECTED');
    const hover = await window().hover('REJECTED');
    assert.match(hover, /Rejected: CloudHsmAccessDeniedException/);
    await picture(window(), 'trail');
  });

  it('writes the recommended alarms of a cluster into a document', async () => {
    await rowMenu(window(), cluster, 'Write Recommended Alarms');
    await window().pick('CloudFormation');
    await window().line('# Recommended alarms for cluster-sampledemo2');
    await window().line('AWSTemplateFormatVersion: "2010-09-09"');
    await picture(window(), 'alarms');
  });

  it('reports step by step why there are no logs', async () => {
    await rowMenu(window(), cluster, 'Why Are There No Logs?');
    // The health view keeps its own webview behind.
    const report = window().page.frameLocator('iframe.webview.ready >> nth=-1');
    const page = report.frameLocator('iframe#active-frame');
    await page
      .locator('h1', { hasText: 'Logs of cluster-sampledemo2' })
      .waitFor({ timeout: appearMs });
    const steps = await page.locator('h2').allInnerTexts();
    assert.equal(steps.length, 7);
    assert.ok(
      steps.every((step) => step.endsWith(': ✓ passed')),
      steps.join(),
    );
    assert.match(steps[0] ?? '', /^1\. The cluster exists and is activated: ✓ passed/);
    await picture(window(), 'log-check');
  });
});
