import * as assert from 'node:assert/strict';
import { picture } from '../pictures';
import { rowAction } from '../treeActions';
import { useWindow } from '../useWindow';

const cluster = 'cluster-sampledemo2';

describe('searching a cluster in the window', function () {
  this.timeout(120_000);
  const window = useWindow(() => ({ size: { width: 1500, height: 850 } }));

  async function choose(typed: string, label: string): Promise<void> {
    const { page } = window();
    await page.locator('.quick-input-box input').fill(typed);
    const row = page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first();
    await row.waitFor();
    await row.locator('.quick-input-list-checkbox, .monaco-checkbox').first().click();
    // On the box itself, Enter takes the choice back.
    await page.locator('.quick-input-box input').fill('');
  }

  it('asks for fields and a time, and opens the events of all HSMs decoded', async () => {
    await window().showSideBar('CloudHSM');
    await rowAction(window(), cluster, 'Search Events');
    const { page } = window();
    await page.locator('.quick-input-title', { hasText: `Search ${cluster}` }).waitFor();
    await picture(window(), 'search-pick');
    await choose('failed', 'failed');
    await choose('CN_LOGIN', 'CN_LOGIN');
    await picture(window(), 'search-chosen');
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-title', { hasText: 'failed, CN_LOGIN' }).waitFor();
    await picture(window(), 'search-range');
    await page.locator('.quick-input-box input').fill('2026-03-01 to 2026-06-01');
    await page.keyboard.press('Enter');
    await window().editorShown('.hsmdecoded');
    await window().line('CN_LOGIN');
    const lines = (await window().lineTexts()).filter((line) => /^20\d\d-/.test(line));
    assert.ok(lines.length > 0);
    for (const line of lines) assert.match(line, /FAILED \d+ +CN_LOGIN/);
    await picture(window(), 'search-found');
  });

  it('leads from what it found to the event in its stream', async () => {
    await window().goToLine(2);
    await window().runCommand('CloudHSM: Go to the Event in Its Stream');
    await window().line('Sequence No');
    await picture(window(), 'search-stored');
  });
});
