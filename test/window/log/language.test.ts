import * as assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { auditLogText } from '../../bench/fixtures/auditLog';
import { auditLog, auditText, hostileNames, loginOf, someTime } from '../../extension/auditTexts';
import { themeSetting, type Theme } from '../../host/themeSetting';
import { plainText } from '../pageText';
import { picture } from '../pictures';
import { scratchFolder } from '../scratchFolder';
import { useWindow } from '../useWindow';
import { changeSettings } from '../userSettings';

const failure = { code: 163, verdict: 'error' as const, text: 'RET_USER_LOGIN_FAILURE' };
const key = { kind: 'keys', secret: 262_152, public: 0 } as const;
const second = 1_000_000n;

const log = auditLog(
  auditText(),
  auditText({
    sequence: 1,
    usecs: someTime + 2n * second,
    opcode: { name: 'CN_GENERATE_KEY', code: 0x17 },
    logType: { name: 'MGMT_KEY_DETAILS_LOG', code: 1 },
    details: key,
  }),
  auditText({ sequence: 2, usecs: someTime + 60n * second, response: failure }),
  auditText({
    sequence: 9,
    usecs: someTime + 3600n * second,
    opcode: { name: 'CN_WRAP_KEY', code: 0x1a },
    logType: { name: 'MGMT_KEY_DETAILS_LOG', code: 1 },
    details: key,
  }),
);

/** A night shift: what the outline and Problems of a small log look like. */
const shift = auditLog(
  ...(
    [
      [0, 'CN_LOGIN', 0xd, 'payments_app'],
      [1, 'CN_GENERATE_KEY', 0x17, key],
      [2, 'CN_WRAP_KEY', 0x1a, key],
      [3, 'CN_LOGOUT', 0xe, 'payments_app'],
      [4, 'CN_LOGIN', 0xd, 'crypto_officer', failure],
      [5, 'CN_LOGIN', 0xd, 'crypto_officer', failure],
      [6, 'CN_LOGIN', 0xd, 'crypto_officer'],
      [7, 'CN_CREATE_USER', 0x3, 'night_batch'],
      [12, 'CN_DELETE_USER', 0xa1, 'night_batch'],
      [13, 'CN_DESTROY_OBJECT', 0x11, key],
      [14, 'CN_LOGOUT', 0xe, 'crypto_officer'],
    ] as const
  ).map(([sequence, name, code, about, response]) =>
    auditText({
      sequence,
      usecs: someTime + BigInt(sequence) * 47n * second,
      opcode: { name, code },
      ...(response === undefined ? {} : { response }),
      ...(about === key
        ? { details: key, logType: { name: 'MGMT_KEY_DETAILS_LOG', code: 1 } }
        : {
            details: {
              kind: 'user' as const,
              user: { name: about as string, type: { name: 'CN_CRYPTO_USER', code: 1 } },
            },
          }),
    }),
  ),
);

/** A served VS Code asks before it opens 10 MB. */
const openAnyway = { 'workbench.editorLargeFileConfirmation': 100 };

/** More lines than VS Code gives colours to. */
const manyEvents = 30_000;

const themes: readonly Theme[] = ['Light Modern', 'Dark High Contrast'];

describe('reading an audit log with the tools of the editor', () => {
  const window = useWindow(async () => {
    const folder = await scratchFolder({
      'way.hsmaudit': log,
      'shift.hsmaudit': shift,
      'names.hsmaudit': auditLog(
        ...hostileNames.map((name, sequence) =>
          loginOf(name, { sequence, opcode: { name, code: 0x7777 } }),
        ),
      ),
      'small.hsmaudit': auditLogText(60, 7),
      'large.hsmaudit': auditLogText(manyEvents, 7),
    });
    return { folder: folder.path, settings: openAnyway };
  });

  async function eventInBreadcrumbs(name: string): Promise<void> {
    const shown = window().page.locator('.breadcrumbs-control', { hasText: name });
    await shown.first().waitFor({ timeout: 20_000 });
  }

  it('lists the events in Go to Symbol, and hostile names as text', async () => {
    const { page } = window();
    await window().openFile('way.hsmaudit');
    await eventInBreadcrumbs('CN_LOGIN'); // else there are no symbols yet to go to
    await page.keyboard.press('Control+Shift+O');
    const rows = await window().pickRows();
    assert.ok(
      rows.some((row) => row.includes('03:12:07.140 CN_LOGIN')),
      rows.join('\n'),
    );
    assert.ok(
      rows.some((row) => row.includes('03:13:07.140 CN_LOGIN failed')),
      rows.join('\n'),
    );
    await picture(window(), 'symbols');
    await page.keyboard.press('Escape');
    await window().openFile('names.hsmaudit');
    await page.keyboard.press('Control+Shift+O');
    const hostile = (await window().pickRows()).join('\n');
    assert.ok(hostile.includes('$(alert) $(sync~spin)'), hostile);
    assert.ok(hostile.includes('<img src=x onerror=alert(1)>'), hostile);
    assert.equal(await page.locator('.quick-input-list .codicon-alert').count(), 0);
    await page.keyboard.press('Escape');
  });

  it('shows the event at the cursor in the breadcrumbs', async () => {
    await window().openFile('way.hsmaudit');
    await window().goToLine(14);
    await eventInBreadcrumbs('CN_GENERATE_KEY');
    // Until lines are scrolled away, none sticks.
    await window().page.keyboard.press('Control+ArrowDown');
    await window().page.keyboard.press('Control+ArrowDown');
    const sticky = window().page.locator('.sticky-widget .sticky-line-content');
    await sticky.filter({ hasText: /Time/ }).first().waitFor({ timeout: 20_000 });
    await picture(window(), 'sticky');
  });

  it('peeks at every event on a key, by what was done', async () => {
    const { page } = window();
    await window().openFile('way.hsmaudit');
    const line = log.slice(0, log.indexOf('262152')).split('\n').length;
    await window().goToLine(line);
    await page.keyboard.press('End');
    await page.keyboard.press('Shift+F12');
    const list = page.locator('.reference-zone-widget .ref-tree .monaco-list-row');
    await list.first().waitFor({ timeout: 20_000 });
    const rows = (await list.allTextContents()).map(plainText).join('\n');
    assert.match(rows, /CN_GENERATE_KEY/);
    assert.match(rows, /CN_WRAP_KEY/);
    await picture(window(), 'references');
    await page.keyboard.press('Escape');
  });

  it('says in Problems what is missing, with a link and the event before', async () => {
    const { page } = window();
    await window().openFile('way.hsmaudit');
    await page.keyboard.press('Control+Shift+M');
    const panel = page.locator('.markers-panel-container');
    const problem = panel.locator('.monaco-list-row', { hasText: 'sequence-gap' });
    await problem.first().waitFor({ timeout: 20_000 });
    const words = plainText(await problem.first().textContent());
    assert.match(words, /CloudHSM/);
    await picture(window(), 'problems');
    await page.keyboard.press('Control+Shift+M');
  });

  it('has an outline of the events, beside what is wrong in Problems', async () => {
    const { page } = window();
    await window().openFile('shift.hsmaudit');
    await window().goToLine(1);
    await window().runCommand('Explorer: Focus on Outline View');
    // The files above it make room.
    await page.locator('.pane-header[aria-label^="Explorer Section"]').click();
    const rows = page.locator('.outline-tree .monaco-list-row');
    await rows.filter({ hasText: 'CN_DELETE_USER' }).first().waitFor({ timeout: 20_000 });
    const shown = (await rows.allTextContents()).map(plainText).join('\n');
    assert.match(shown, /03:12:07\.140 CN_LOGIN ?payments_app/);
    assert.match(shown, /CN_LOGIN failed ?crypto_officer/);
    await page.keyboard.press('Control+Shift+M');
    const problem = page.locator('.markers-panel-container .monaco-list-row', {
      hasText: 'are not here',
    });
    await problem.first().waitFor({ timeout: 20_000 });
    await picture(window(), 'outline');
    await page.keyboard.press('Control+Shift+M');
  });

  it('goes to a time as it is typed, and says where that is', async () => {
    const { page } = window();
    await window().openFile('way.hsmaudit');
    await window().runCommand('CloudHSM: Go to Event by Time…');
    const input = page.locator('.quick-input-widget input[type="text"]').first();
    await input.fill('04:00');
    await page
      .locator('.quick-input-message', { hasText: 'the next event is at 2026-03-12T04:12:07' })
      .waitFor({ timeout: 20_000 });
    await picture(window(), 'go-to-time');
    await page.keyboard.press('Enter');
    const start = log.split('\n').findIndex((line) => line.includes('04:12:07')) + 1;
    await page
      .locator('.active-line-number')
      .filter({ hasText: new RegExp(`^${start}$`) })
      .first()
      .waitFor({ timeout: 20_000 });
  });

  it('goes to a sequence number, and says so where no event has it', async () => {
    const { page } = window();
    await window().openFile('way.hsmaudit');
    await window().runCommand('CloudHSM: Go to Event by Sequence Number…');
    const input = page.locator('.quick-input-widget input[type="text"]').first();
    await input.fill('0x77');
    await page
      .locator('.quick-input-message', { hasText: 'No event that is shown here has this' })
      .waitFor({ timeout: 20_000 });
    await input.fill('9');
    await page.keyboard.press('Enter');
    const start = log.split('\n').findIndex((line) => line.includes('04:12:07')) + 1;
    await page
      .locator('.active-line-number')
      .filter({ hasText: new RegExp(`^${start}$`) })
      .first()
      .waitFor({ timeout: 20_000 });
  });

  it('exports the events as CSV to the file that is chosen, and says so', async () => {
    const { page, folder } = window();
    await window().openFile('way.hsmaudit');
    await window().runCommand('CloudHSM: Export Events…');
    await window().pick('CSV');
    const input = page.locator('.quick-input-widget input[type="text"]').first();
    // Until the dialog for files has come, the same input is the pick of forms.
    await page.locator('.quick-input-title', { hasText: 'Export events' }).waitFor();
    await picture(window(), 'export');
    const file = path.join(folder ?? '', 'way-events.csv');
    await input.fill(file);
    await page.keyboard.press('Enter');
    assert.match(await window().notification('way-events.csv'), /^4 events are in way-events\.csv/);
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\r\n');
    assert.equal(lines.length, 5, 'a header and four events');
    assert.match(lines[2] ?? '', /CN_GENERATE_KEY/);
  });

  it('goes to the next failure by its keys, and counts a selection in the status bar', async () => {
    const { page } = window();
    await window().openFile('way.hsmaudit');
    await window().goToLine(1);
    await page.keyboard.press('Control+Alt+E');
    const start = log.split('\n').findIndex((line) => line.includes('03:13:07')) + 1;
    await page
      .locator('.active-line-number')
      .filter({ hasText: new RegExp(`^${start}$`) })
      .first()
      .waitFor({ timeout: 20_000 });
    await page.keyboard.press('Control+A');
    const status = page.locator('.statusbar-item', { hasText: '4 events' });
    await status.waitFor({ timeout: 20_000 });
    assert.match(plainText(await status.textContent()), /4 events, over 1 h 0 min, 1 failure/);
    assert.match((await status.locator('a').getAttribute('aria-label')) ?? '', /In the selection/);
    await picture(window(), 'selection');
  });

  for (const theme of themes) {
    it(`has readable hints behind values in ${theme}, and none when they are off`, async () => {
      const hints = { ...openAnyway, 'cloudhsm.inlayHints': 'on' };
      await changeSettings(window(), { 'workbench.colorTheme': themeSetting(theme), ...hints });
      await window().openFile('way.hsmaudit');
      await window().goToLine(1);
      await window().line('User login');
      await window().line('+2.0 s');
      await window().line('the password was wrong'); // VS Code alone would cut it there
      await picture(window(), `hints-${theme.toLowerCase().replaceAll(' ', '-')}`);
      await changeSettings(window(), {
        ...openAnyway,
        'workbench.colorTheme': themeSetting(theme),
        'cloudhsm.inlayHints': 'off',
      });
      await window()
        .lines()
        .filter({ hasText: /User.login/ })
        .first()
        .waitFor({ state: 'detached', timeout: 20_000 });
    });

    it(`has the same colours in a document past the limits of VS Code in ${theme}`, async () => {
      await changeSettings(window(), {
        ...openAnyway,
        'workbench.colorTheme': themeSetting(theme),
      });
      const colours = async (file: string): Promise<ReadonlyMap<string, string>> => {
        await window().openFile(file);
        await window().goToLine(1);
        const found = new Map<string, string>();
        for (const text of ['Time', 'Opcode', 'Session Handle', 'Response', 'Log type']) {
          let looks = '';
          // A large document has its colours a moment later.
          for (let left = 100; left > 0; left--) {
            const tokens = await window().tokens(text);
            looks = tokens
              .filter((token) => token.text.trim() !== '' && !/^[\s:,]*$/.test(token.text))
              .map((token) => `${token.text.trim()} ${token.color}${token.bold ? ' bold' : ''}`)
              .join('|');
            if (new Set(tokens.map(({ color }) => color)).size > 1) break;
            await window().page.waitForTimeout(100);
          }
          found.set(text, looks);
        }
        return found;
      };
      const small = await colours('small.hsmaudit');
      const large = await colours('large.hsmaudit');
      await picture(window(), `large-${theme.toLowerCase().replaceAll(' ', '-')}`);
      assert.deepEqual([...large], [...small]);
    });
  }
});
