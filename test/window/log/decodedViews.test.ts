import * as assert from 'node:assert/strict';
import { SampleSource } from '../../../src/sources/sample/sampleSource';
import { auditLog, hostileNames, loginOf } from '../../extension/auditTexts';
import { themeSetting, type Theme } from '../../host/themeSetting';
import { listedItems } from '../../fixtures/listedItems';
import { plainText } from '../pageText';
import { picture } from '../pictures';
import { scratchFolder } from '../scratchFolder';
import { useWindow } from '../useWindow';
import { changeSettings } from '../userSettings';

/** The HSM streams of the sample as files, by name: the first two were there at the same time. */
async function sampleFiles(): Promise<Readonly<Record<string, string>>> {
  const source = new SampleSource();
  const files: [string, string][] = [];
  for (const cluster of await listedItems(source.clusters())) {
    for (const stream of await listedItems(source.streams(cluster))) {
      if (stream.kind !== 'hsm') continue;
      let text = '';
      for await (const { events } of source.read(stream, { direction: 'newer' })) {
        text += events.map(({ message }) => `${message.trimEnd()}\n\n`).join('');
      }
      files.push([`${stream.name}.hsmaudit`, text]);
    }
  }
  return Object.fromEntries(files.sort(([one], [other]) => one.localeCompare(other)));
}

const usual = { width: 1280, height: 800 };

/** In the page: whether a line of the editor has a bar of a colour of its own before it. */
const failureBar = `[...document.querySelectorAll('.view-overlays .cdr')].some((line) => {
  const { borderLeftWidth, borderLeftColor, color } = getComputedStyle(line);
  return borderLeftWidth === '3px' && borderLeftColor !== color;
})`;

describe('decoded views in a window of usual width', () => {
  let files: readonly string[] = [];
  const window = useWindow(async () => {
    const logs = await sampleFiles();
    files = Object.keys(logs);
    const folder = await scratchFolder({
      ...logs,
      'names.hsmaudit': auditLog(
        ...hostileNames.map((name, sequence) => loginOf(name, { sequence })),
      ),
    });
    return { folder: folder.path, size: usual };
  });

  it('show time, outcome, opcode and user beside the sidebar', async () => {
    await window().openFile(files[0]!);
    await window().runCommand('CloudHSM: Open Log Decoded');
    await window().editorShown('.hsmdecoded');
    const header = await window().line('Outcome');
    const editor = await window().page.locator('.editor-group-container.active').boundingBox();
    assert.ok(editor);
    for (const title of ['Time (UTC)', 'Outcome', 'Opcode', 'User or key']) {
      const place = header.getByText(title).first();
      await place.waitFor();
    }
    await picture(window(), 'decoded-usual');
  });

  it('count what is selected in the status bar', async () => {
    const { page } = window();
    await window().goToLine(2);
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.locator('.statusbar-item', { hasText: /^2 events, over / }).waitFor();
    await page.keyboard.press('Home');
  });

  it('are filtered through one pick that counts, into a tab of its own', async () => {
    await window().runCommand('CloudHSM: Filter Events…');
    const { page } = window();
    await page
      .locator('.quick-input-title', { hasText: /Filter Events: ([\d,]+) of \1$/ })
      .waitFor();
    await picture(window(), 'filter-pick');
    const choose = async (label: string): Promise<void> => {
      await page.locator('.quick-input-box input').fill(label);
      const row = page.locator('.quick-input-list .monaco-list-row').filter({
        has: page.locator('.label-name', { hasText: label }),
      });
      await row.first().locator('.quick-input-list-checkbox, .monaco-checkbox').first().click();
    };
    await choose('failed');
    await choose('CN_LOGIN');
    await page.locator('.quick-input-box input').fill('');
    await picture(window(), 'filter-pick-chosen');
    // What is typed and read as a time counts too.
    await page.locator('.quick-input-box input').fill('2026-01 to 2026-12');
    const typed = page.locator('.quick-input-list .label-name', { hasText: '2026-12-31T23:59' });
    await typed.first().waitFor({ timeout: 20_000 });
    const title = await page.locator('.quick-input-title').innerText();
    const count = Number(/([\d,]+) of/.exec(title)?.[1]?.replace(',', ''));
    assert.ok(count > 0, title);
    await page.keyboard.press('Enter');
    await window().editorShown('(failed, CN_LOGIN, from 2026-01-01');
    await window().line('Only these events are shown: failed, CN_LOGIN, from 2026-01-01');
    const lines = (await window().lineTexts()).filter((line) => /^20\d\d-/.test(line));
    assert.ok(lines.length > 0);
    for (const line of lines) assert.match(line, /FAILED \d+ +CN_LOGIN/);
    await picture(window(), 'filtered');
  });

  it('come back filtered after a reload of the window', async () => {
    await window().reload();
    await window().editorShown('(failed, CN_LOGIN, from 2026-01-01');
    await window().line('Only these events are shown: failed, CN_LOGIN, from 2026-01-01');
  });

  it('show several logs merged by time, and say which events are one action', async () => {
    await window().openFile(files[0]!);
    await window().openFile(files[1]!);
    await window().runCommand('CloudHSM: Merge Logs by Time…');
    const { page } = window();
    await page.locator('.quick-input-title', { hasText: 'Merge which logs' }).waitFor();
    await picture(window(), 'merge-pick');
    await page.keyboard.press('Enter');
    await window().editorShown(' + ');
    await window().line('Same action (inferred)');
    await window().goToLine(16);
    await picture(window(), 'merged');
    await window().runCommand('View: Toggle Primary Side Bar Visibility');
    await page.keyboard.press('End');
    const copy = await window().line('login of ');
    assert.match(plainText(await copy.innerText()), /\+\d+\.\d ms/);
    await picture(window(), 'merged-end');
    const hover = page.locator('.monaco-hover', { hasText: 'Inferred, not logged' });
    // A slow window may still show the hover of where the mouse was before.
    for (let tries = 0; tries < 5 && !(await hover.isVisible()); tries++) {
      await page.keyboard.press('Escape');
      await page.mouse.move(0, 0);
      await window().hover('login of ');
    }
    await hover.waitFor();
    await picture(window(), 'merged-hover');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Home');
    await window().runCommand('View: Toggle Primary Side Bar Visibility');
  });

  it('offer hostile names as text', async () => {
    await window().openFile('names.hsmaudit');
    await window().runCommand('CloudHSM: Filter Events…');
    const { page } = window();
    await page.locator('.quick-input-title', { hasText: 'Filter Events' }).waitFor();
    await page.locator('.quick-input-box input').fill('sync~spin');
    const row = page.locator('.quick-input-list .monaco-list-row').first();
    await row.waitFor();
    const label = plainText(await row.locator('.label-name').innerText());
    assert.equal(label, '$(alert) $(sync~spin)');
    assert.equal(await row.locator('.label-name .codicon').count(), 0);
    await picture(window(), 'filter-hostile');
    await row.locator('.quick-input-list-checkbox, .monaco-checkbox').first().click();
    // On the box itself, Enter takes the choice back.
    await page.locator('.quick-input-box input').fill('');
    await page.keyboard.press('Enter');
    await window().editorShown('.hsmdecoded');
    const tab = page.locator('.tab.active');
    assert.equal(await tab.locator('.label-name .codicon').count(), 0);
    await picture(window(), 'filtered-hostile');
  });

  for (const theme of ['Light Modern', 'Dark High Contrast'] as Theme[]) {
    it(`are readable in ${theme}`, async () => {
      await changeSettings(window(), { 'workbench.colorTheme': themeSetting(theme) });
      await window().openFile(files[0]!);
      await window().runCommand('CloudHSM: Open Log Decoded');
      await window().editorShown('.hsmdecoded');
      await window().line('Outcome');
      await window().goToLine(2);
      await window().runCommand('CloudHSM: Go to Next Failure');
      // A theme may leave a colour out, and the bar before a failure with it.
      await window().page.waitForFunction(failureBar);
      await picture(window(), `decoded-${theme.toLowerCase().replaceAll(' ', '-')}`);
    });
  }
});
