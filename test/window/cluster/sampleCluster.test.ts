import * as assert from 'node:assert/strict';
import { plainText } from '../pageText';
import { picture } from '../pictures';
import { colourOf } from '../colours';
import { rowAction } from '../treeActions';
import { useWindow } from '../useWindow';
import { changeSettings } from '../userSettings';
import { ignoreTimeout } from '../vscodeWindow';

const cluster = 'cluster-sampledemo2';

describe('the sample cluster in the window', () => {
  const window = useWindow(() => ({}));
  let hsm = '';

  it('stands in the side bar behind its own icon', async () => {
    await window().showSideBar('CloudHSM');
    await window().treeRow(cluster);
    const [sample, first] = await window().treeRows();
    assert.deepEqual(sample, {
      level: 1,
      label: 'Sample cluster',
      description: 'bundled, no network',
      expanded: true,
    });
    assert.equal(first?.label, cluster);
    assert.equal(typeof first.expanded, 'boolean', 'it cannot be opened');
  });

  it('lists its streams, the one with the newest event first', async () => {
    await window().expandTreeRow(cluster);
    await window().page.locator('.monaco-list-row[aria-level="3"]').first().waitFor();
    const [health, ...streams] = (await window().treeRows()).filter(({ level }) => level === 3);
    assert.equal(health?.label, 'Health');
    await picture(window(), 'sidebar');
    assert.equal(streams.length, 4);
    const hsms = streams.filter(({ label }) => label.startsWith('hsm-'));
    for (const { description } of hsms)
      assert.match(description, /^(ended · )?\w{3} \d+, [\d:]{4,5}( · [\w-]+)?$/);
    const certificates = streams.filter(({ description }) => description === 'certificates');
    assert.deepEqual(
      certificates.map(({ label }) => label),
      [cluster],
    );
    hsm = streams.find(({ label }) => label.startsWith('hsm-'))?.label ?? '';
  });

  it('opens a stream on a click, coloured and at its newest event', async () => {
    await (await window().treeRow(hsm)).click();
    await window().editorShown(hsm);
    await window().lastLine(
      /^(Log type|User Type|[\w/ ]*Key Handle|Mfa enabled|UserIDs|Target User id)/,
    );
    const lines = await window().lineTexts();
    const opcode = /CN_\w+|END_MARKER_OPCODE/.exec(
      lines.filter((line) => line.startsWith('Opcode')).at(-1) ?? '',
    )?.[0];
    assert.ok(opcode);
    const tokens = await window().tokens(opcode);
    assert.notEqual(colourOf(tokens, opcode), colourOf(tokens, 'Opcode'));
    const ruler = window().page.locator('.editor-group-container.active .line-numbers').first();
    assert.ok(Number(await ruler.innerText()) > 100, 'the first line on the screen');
    await picture(window(), 'stream-raw');
  });

  it('opens a stream decoded by the button in its row', async () => {
    await rowAction(window(), hsm, 'Open Stream Decoded');
    await window().editorShown(`${hsm}.hsmdecoded`);
    await window().lastLine(new RegExp(`^20\\d\\d-\\S+Z .* ${hsm} +0x`));
    await window()
      .page.locator('.editor-actions .action-label[aria-label^="Open Older Events"]')
      .waitFor();
    await picture(window(), 'stream-decoded');
  });

  it('explains a cell of the decoded view', async () => {
    const lines = (await window().lineTexts()).filter((line) => line.includes(hsm));
    // The sequence number stands too far right for a window of usual width.
    const [opcode = ''] = /CN_[A-Z_]+/.exec(lines[Math.floor(lines.length / 2)] ?? '') ?? [];
    const hover = await window().hover(opcode);
    assert.match(hover, new RegExp(`\\b${opcode}\\b`));
    await picture(window(), 'decoded-hover');
    await window().page.keyboard.press('Escape');
  });

  it('goes by keyboard from a decoded line to the raw event, and back', async () => {
    await window().goToLine(5);
    const decoded = await lineAtCursor();
    const sequence = /0x[0-9a-f]+/.exec(decoded)?.[0] ?? '';
    await window().page.keyboard.press('Control+Alt+R');
    await window().editorShown(`${hsm}.hsmaudit`);
    assert.match(await lineAtCursor(), /^Time: /);
    await window().line(`Sequence No : ${sequence}`);
    await picture(window(), 'raw-event');
    await window().page.keyboard.press('Control+Alt+R');
    await window().editorShown(`${hsm}.hsmdecoded`);
    assert.equal(await lineAtCursor(), decoded);
  });

  it('keeps its tabs, their text and that they are read-only through a reload', async () => {
    await window().runCommand('View: Keep Editor');
    await (await window().treeRow(hsm)).click();
    await window().editorShown(`${hsm}.hsmaudit`);
    const tabs = await window().tabs();
    assert.equal(tabs.length, 2, tabs.join());
    const { page } = window();
    await window().reload();
    await window().editorShown(`${hsm}.hsmaudit`);
    assert.deepEqual(await window().tabs(), tabs);
    const tokens = await window().tokens('Sequence No');
    assert.ok(new Set(tokens.map(({ color }) => color)).size > 1, 'it has one colour');
    await window().goToLine(2);
    await window().page.keyboard.type('x');
    const message = window().page.locator('.monaco-editor-overlaymessage');
    assert.match(await message.innerText(), /Save As makes a copy\./);
    assert.equal(await page.locator('.tab.dirty').count(), 0);
    await picture(window(), 'reloaded');
    await window()
      .page.locator('.tab', { hasText: `${hsm}.hsmdecoded` })
      .click();
    await window().editorShown(`${hsm}.hsmdecoded`);
    await window().line('CN_');
  });

  it('leaves a view that says how to begin when it is not shown and there is no connection', async () => {
    await window().showSideBar('CloudHSM');
    const welcome = window().page.locator('.part.sidebar .welcome-view-content');
    // Typing into settings.json may come too early for a slow editor.
    for (let tries = 0; tries < 3 && !(await welcome.isVisible()); tries++) {
      await changeSettings(window(), { 'cloudhsm.showSample': false });
      await welcome.waitFor({ timeout: 5000 }).catch(ignoreTimeout);
    }
    await welcome.waitFor({ timeout: 5000 });
    assert.match(await welcome.innerText(), /Browse the audit logs of your HSMs/);
    await picture(window(), 'welcome');
    await welcome.locator('a.monaco-button', { hasText: 'Add AWS Connection' }).click();
    assert.ok((await window().pickRows()).includes('Default credentials'));
    await picture(window(), 'add-connection');
    await window().page.keyboard.press('Escape');
    await changeSettings(window(), {});
    await window().treeRow('Sample cluster');
  });

  /** The text of the line that the cursor stands on. */
  async function lineAtCursor(): Promise<string> {
    const { page } = window();
    const number = page.locator('.editor-group-container.active .active-line-number').first();
    // The editor may be on its way to the place.
    for (let tries = 0; tries < 50; tries++) {
      const at = await number.boundingBox();
      for (const line of await window().lines().all()) {
        const box = await line.boundingBox();
        if (at && box && Math.abs(at.y - box.y) < 4) return plainText(await line.innerText());
      }
      await page.waitForTimeout(100);
    }
    throw new Error('The cursor is not on a line of the screen.');
  }
});
