import * as assert from 'node:assert/strict';
import { auditLogOfSize } from '../../bench/fixtures/auditLog';
import { plainText } from '../pageText';
import { picture } from '../pictures';
import { scratchFolder } from '../scratchFolder';
import { useWindow } from '../useWindow';

/** VS Code hands no more than 50 MB to an extension. */
const bytes = 53_000_000;

/** A served VS Code asks before it opens 10 MB. */
const openAnyway = { 'workbench.editorLargeFileConfirmation': 100 };

const patienceMs = 40_000;

describe('a log that VS Code hands to no extension', () => {
  const window = useWindow(async () => {
    const folder = await scratchFolder({ 'large.log': auditLogOfSize(bytes, 7).text });
    return { folder: folder.path, settings: openAnyway };
  });

  async function waysOut(): Promise<void> {
    const status = window().page.locator('.statusbar-item', { hasText: 'Large Audit Log' });
    await status.waitFor({ timeout: patienceMs });
    assert.match(
      (await status.locator('a').getAttribute('aria-label')) ?? '',
      /other ways to read/,
    );
    await status.click();
  }

  it('says so in a notification, and in the status bar for as long as it is shown', async () => {
    await window().openFile('large.log');
    const words = await window().notification('is larger than 50 MB');
    assert.match(words, /^large\.log is larger than 50 MB/);
    await waysOut();
    const rows = await window().pickRows();
    assert.ok(rows.includes('Open Decoded') && rows.includes('Open a Time Range…'), rows.join());
    await picture(window(), 'large-ways');
    await window().page.keyboard.press('Escape');
  });

  it('opens a time range of itself, with all that the editor offers', async () => {
    const { page } = window();
    await window().openFile('large.log');
    await waysOut();
    await window().pick('Open a Time Range…');
    const prompt = page.locator('.quick-input-message', { hasText: 'The log holds 2021-03-04' });
    await prompt.waitFor({ timeout: patienceMs });
    await window().enter('2021-03-10 to +2h');
    await page
      .locator('.tab.active', { hasText: 'large (2021-03-10T00.00.00 to 2021-03-10T02.00.00)' })
      .first()
      .waitFor({ timeout: patienceMs });
    await window().line('Time: 03/10/21 00:00');
    const [first = ''] = await window().lineTexts();
    assert.match(plainText(first), /^Time: 03\/10\/21 00:0/);
    assert.match(await window().hover('Sequence No'), /sequence/i);
    await picture(window(), 'large-range');
    await page
      .locator('.statusbar-item', { hasText: 'Large Audit Log' })
      .waitFor({ state: 'hidden', timeout: patienceMs });
  });

  it('opens decoded', async () => {
    const { page } = window();
    await window().openFile('large.log');
    await waysOut();
    await window().pick('Open Decoded');
    await page
      .locator('.tab.active', { hasText: 'decoded' })
      .first()
      .waitFor({ timeout: patienceMs });
    await window().line('2021-03-04T05:0');
    const coloursOf = async (text: string): Promise<number> =>
      new Set((await window().tokens(text)).map(({ color }) => color)).size;
    // They come a moment after the text.
    for (let left = 100; left > 0 && (await coloursOf('CN_GENERATE_KEY')) < 4; left--) {
      await page.waitForTimeout(100);
    }
    assert.ok((await coloursOf('CN_GENERATE_KEY')) >= 4, 'time, outcome, opcode and key');
    assert.ok(
      (await window().tokens('Outcome')).some(({ bold }) => bold),
      'the header',
    );
    await picture(window(), 'large-decoded');
  });
});
