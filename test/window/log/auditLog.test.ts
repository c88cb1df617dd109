import * as assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { auditLog, auditText, hostileNames, loginOf } from '../../extension/auditTexts';
import { projectRoot } from '../../host/projectPaths';
import { themeSetting, type Theme } from '../../host/themeSetting';
import { colourOf, contrast, editorBackground } from '../colours';
import { picture } from '../pictures';
import { scratchFolder } from '../scratchFolder';
import { useWindow } from '../useWindow';
import { changeSettings } from '../userSettings';

const failure = auditText({
  sequence: 1,
  response: { code: 163, verdict: 'error', text: 'RET_USER_LOGIN_FAILURE' },
});
const keys = auditText({
  sequence: 2,
  opcode: { name: 'CN_WRAP_KEY', code: 0x1a },
  logType: { name: 'MGMT_KEY_DETAILS_LOG', code: 1 },
  details: { kind: 'keys', secret: 262152, public: 0 },
});
const unknown = `${auditText({ sequence: 3, opcode: { name: 'CN_NEW_V9', code: 0x7777 } })}
Quantum state : both`;

/** The themes that every view is looked at in, and how the workbench says which kind it shows. */
const themes: Readonly<Record<Theme, string>> = {
  'Light Modern': 'vs:not(.vs-dark)',
  'Dark High Contrast': 'hc-black',
  'Light High Contrast': 'hc-light',
  'Dark Modern': 'vs-dark',
};

/** What WCAG asks of text. */
const readable = 4.5;

/** The events that AWS documents. They are no part of the project. */
const documented = path.join(projectRoot, '../shared/reference/samples/documented-events.log');

describe('an audit log in the editor', () => {
  const window = useWindow(async () => {
    const folder = await scratchFolder({
      'device.log': auditLog(auditText(), failure, keys, unknown),
      'names.log': auditLog(...hostileNames.map((name, sequence) => loginOf(name, { sequence }))),
    });
    return { folder: folder.path };
  });

  it('is known by its content in a .log file', async () => {
    await window().openFile('device.log');
    await window()
      .page.locator('.part.statusbar .statusbar-item', { hasText: 'CloudHSM Audit Log' })
      .waitFor({ timeout: 10_000 });
  });

  it('says what an opcode means where the mouse points', async () => {
    await window().openFile('device.log');
    const hover = await window().hover('CN_LOGIN');
    assert.match(hover, /Opcode CN_LOGIN \(0xd\)/);
    assert.match(hover, /Logs a user in to the HSM\./);
    assert.match(hover, /Category: login/);
    const link = window().page.locator('.monaco-hover a', { hasText: 'Documentation' });
    assert.match(
      (await link.getAttribute('data-href')) ?? '',
      /^https:\/\/docs\.aws\.amazon\.com\//,
    );
    await picture(window(), 'hover-opcode');
    await window().page.keyboard.press('Escape');
  });

  it('says what a response means and what to do', async () => {
    await window().openFile('device.log');
    const hover = await window().hover('RET_USER_LOGIN_FAILURE');
    assert.match(hover, /the password was wrong/);
    assert.match(hover, /What to do: /);
    await picture(window(), 'hover-response');
    await window().page.keyboard.press('Escape');
  });

  for (const theme of Object.keys(themes) as Theme[]) {
    it(`tells success, failure and opcode apart in ${theme}`, async () => {
      await changeSettings(window(), { 'workbench.colorTheme': themeSetting(theme) });
      await window().openFile('device.log');
      await window()
        .page.locator(`.monaco-workbench.${themes[theme]}`)
        .waitFor({ timeout: 10_000 });

      const success = colourOf(await window().tokens('HSM Return: SUCCESS'), 'SUCCESS');
      const failed = colourOf(await window().tokens('RET_USER_LOGIN'), 'RET_USER_LOGIN_FAILURE');
      const opcode = colourOf(await window().tokens('CN_WRAP_KEY'), 'CN_WRAP_KEY');
      const label = colourOf(await window().tokens('CN_WRAP_KEY'), 'Opcode');
      await picture(window(), `log-${theme.toLowerCase().replaceAll(' ', '-')}`);
      assert.notEqual(success, failed);
      assert.notEqual(opcode, label);
      const behind = await editorBackground(window());
      for (const [name, colour] of Object.entries({ success, failed, opcode, label })) {
        const ratio = contrast(colour, behind);
        assert.ok(ratio >= readable, `${name}: ${colour} on ${behind} is ${ratio.toFixed(1)}`);
      }
    });
  }

  it('shows hostile names as text in hovers, without a link, an image or a command', async () => {
    await window().openFile('names.log');
    const { page } = window();
    for (const [index, name] of hostileNames.entries()) {
      await window().goToLine(index * 11 + 10);
      const hover = await window().hover(`User Name : ${name}`);
      assert.ok(hover.startsWith(`User name ${name}`), hover);
      const contents = page.locator('.monaco-hover:not(.hidden) .hover-contents');
      assert.equal(
        await contents.locator('img, code, .codicon, h1, table, .katex, del').count(),
        0,
      );
      assert.equal(await contents.locator('strong').count(), 1);
      const links = contents.locator('a[data-href], a[href]');
      assert.deepEqual(await links.allTextContents(), ['Documentation']);
      if (index === 0) await picture(window(), 'hover-hostile');
      await page.keyboard.press('Escape');
      await page.mouse.move(5, 5);
      await contents.first().waitFor({ state: 'hidden' });
    }
    assert.equal(await page.locator('.monaco-editor .detected-link').count(), 0);
  });

  it('is read in a narrow window', async () => {
    const { page } = window();
    await page.setViewportSize({ width: 700, height: 900 });
    await window().openFile('device.log');
    const hover = await window().hover('CN_WRAP_KEY');
    assert.match(hover, /Opcode CN_WRAP_KEY/);
    const box = await page.locator('.monaco-hover:not(.hidden)').first().boundingBox();
    assert.ok(box && box.x >= 0 && box.x + box.width <= 700, 'the hover is cut off');
    await picture(window(), 'narrow');
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 1400, height: 900 });
  });

  it('of the events that AWS documents is known, coloured and explained', async function () {
    if (!existsSync(documented)) this.skip();
    await window().openFile(documented);
    await window()
      .page.locator('.part.statusbar .statusbar-item', { hasText: 'CloudHSM Audit Log' })
      .waitFor({ timeout: 10_000 });
    const tokens = await window().tokens('CN_GEN_PSWD_ENC_KEY');
    assert.notEqual(colourOf(tokens, 'CN_GEN_PSWD_ENC_KEY'), colourOf(tokens, 'Opcode'));
    assert.match(
      await window().hover('CN_GEN_PSWD_ENC_KEY'),
      /Opcode CN_GEN_PSWD_ENC_KEY \(0x1d\)/,
    );
    await picture(window(), 'documented-events');
    await window().page.keyboard.press('Escape');
  });
});
