import { mkdir } from 'node:fs/promises';
import * as path from 'node:path';
import { errors } from 'playwright-core';
import type { Locator, Page } from 'playwright-core';
import { boxOfText, plainText, textsFromTop, tokensOf } from './pageText';
import type { Token } from './pageText';

/** A row of a tree in the side bar. */
interface TreeRow {
  /** 1 for a root. */
  readonly level: number;
  readonly label: string;
  /** The dimmed words behind the label, or ''. */
  readonly description: string;
  /** Undefined for a row that cannot be expanded. */
  readonly expanded: boolean | undefined;
}

const modifier = process.platform === 'darwin' ? 'Meta' : 'Control';
/** How long anything may take to appear. VS Code 1.139 is slow in its first seconds. */
const appearMs = 20_000;
/** How long what may come too early is waited for before it is tried again. */
const retryMs = 2000;
/** How often the screen is looked at for what nothing announces. */
const pollMs = 100;

export function ignoreTimeout(error: unknown): false {
  if (!(error instanceof errors.TimeoutError)) throw error;
  return false;
}

/** A VS Code window as a person uses it: keys, mouse and what is on the screen. */
export class VSCodeWindow {
  constructor(
    /** For what the methods below do not cover. */
    readonly page: Page,
    /** Absolute path of the workspace folder. */
    readonly folder: string | undefined,
    /** Closes the window and stops its server. */
    readonly close: () => Promise<void>,
  ) {}

  /** Waits while the status bar says that VS Code connects or that extensions start. */
  async extensionHostReady(): Promise<void> {
    const connecting = this.page.locator('.statusbar-item', {
      hasText: /^Opening Remote|^Activating/,
    });
    await connecting.first().waitFor({ state: 'hidden', timeout: 60_000 });
  }

  /** Reloads the window, as the command does: the browser's own reload may be too quick for what is open. */
  async reload(): Promise<void> {
    const { page } = this;
    await Promise.all([page.waitForEvent('load'), this.runCommand('Developer: Reload Window')]);
    await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 30_000 });
    await this.extensionHostReady();
  }

  /**
   * Runs a command from the palette by its title as shown there: `CloudHSM: Export as CSV…`.
   *
   * @throws Error when the palette does not offer it
   */
  async runCommand(title: string): Promise<void> {
    // A palette that opened before the extension was known does not learn of it.
    for (let left = appearMs; left > 0; left -= retryMs) {
      await this.page.keyboard.press('F1');
      const offered = await this.pick(title, `>${title}`, retryMs).then(() => true, ignoreTimeout);
      if (offered) return;
      await this.page.keyboard.press('Escape');
    }
    throw new Error(`The palette does not offer "${title}".`);
  }

  /** Chooses the row with this label in the open quick pick, after typing `filter` (default: the label). */
  async pick(label: string, filter = label, withinMs = appearMs): Promise<void> {
    const input = this.quickInput();
    await input.waitFor({ timeout: withinMs });
    await input.fill(filter);
    const row = this.page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ has: this.page.locator('.label-name', { hasText: label }) });
    await row.first().waitFor({ timeout: withinMs });
    await row.first().click();
  }

  /** Types into the open input box and accepts it. */
  async enter(text: string): Promise<void> {
    const input = this.quickInput();
    await input.waitFor({ timeout: appearMs });
    await input.fill(text);
    await this.page.keyboard.press('Enter');
  }

  /**
   * Saves a file under another path than the one that the dialog for it proposes.
   *
   * @param proposed the name that the dialog proposes
   */
  async saveAs(proposed: string, file: string): Promise<void> {
    const input = this.quickInput();
    // The dialog opens before it has read the folder, and then writes its proposal over what was typed.
    for (let left = appearMs; left > 0; left -= pollMs) {
      if ((await input.isVisible()) && (await input.inputValue()).endsWith(proposed)) break;
      await this.page.waitForTimeout(pollMs);
    }
    await this.enter(file);
    await input.waitFor({ state: 'hidden', timeout: appearMs });
  }

  /** Closes quick picks, dialogs and menus, whatever was asked in them. */
  async closeQuestions(): Promise<void> {
    const question = this.page.locator(
      '.quick-input-widget:not([style*="display: none"]), .monaco-menu-container',
    );
    // A question may lie over another one.
    for (let left = 4; left > 0 && (await question.first().isVisible()); left--) {
      if (await this.quickInput().isVisible()) await this.quickInput().focus();
      await this.page.keyboard.press('Escape');
      await question.first().waitFor({ state: 'hidden', timeout: retryMs }).catch(ignoreTimeout);
    }
  }

  /** The labels of the open quick pick's rows. */
  async pickRows(): Promise<readonly string[]> {
    const rows = this.page.locator('.quick-input-list .monaco-list-row .label-name');
    await rows.first().waitFor({ timeout: appearMs });
    return (await rows.allTextContents()).map(plainText);
  }

  /**
   * Opens a file through quick open and waits until its text is there. Its whole path is typed: the
   * search for names wants a native program that not every served VS Code has.
   *
   * @param file absolute, or inside the workspace folder
   */
  async openFile(file: string): Promise<void> {
    const name = path.basename(file);
    await this.page.keyboard.press(`${modifier}+P`);
    await this.pick(name, path.resolve(this.folder ?? '', file));
    await this.editorShown(name);
  }

  /** Waits until the tab of a document is the active one and its lines are drawn. */
  async editorShown(name: string): Promise<void> {
    const tab = this.page.locator('.tab.active', { hasText: name });
    await tab.first().waitFor({ timeout: appearMs });
    await this.lines().first().waitFor({ timeout: appearMs });
  }

  /** Names of the open tabs, in their order. */
  async tabs(): Promise<readonly string[]> {
    const tabs = await this.page.locator('.tabs-container .tab').all();
    const names = await Promise.all(tabs.map((tab) => tab.getAttribute('data-resource-name')));
    return names.filter((name) => name !== null);
  }

  /** The rendered lines of the active editor: only those on the screen. Not in their order. */
  lines(): Locator {
    return this.page.locator(
      '.editor-group-container.active .monaco-editor .view-lines > .view-line',
    );
  }

  /** The rendered lines' texts, from the top. */
  lineTexts(): Promise<readonly string[]> {
    return textsFromTop(this.lines());
  }

  /** Waits until the last rendered line that is not blank is what is wanted. */
  async lastLine(wanted: RegExp): Promise<void> {
    let last = '';
    for (let left = appearMs; left > 0; left -= pollMs) {
      last = (await this.lineTexts()).findLast((line) => line !== '') ?? '';
      if (wanted.test(last)) return;
      await this.page.waitForTimeout(pollMs);
    }
    throw new Error(`The last line is not ${String(wanted)}: ${last}`);
  }

  /** The first rendered line that holds a text. */
  async line(text: string): Promise<Locator> {
    const hardSpaces = text.replaceAll(' ', '\u00a0');
    const line = this.lines()
      .filter({ hasText: hardSpaces })
      .or(this.lines().filter({ hasText: text }));
    await line.first().waitFor({ timeout: appearMs });
    return line.first();
  }

  /** The coloured tokens of the first rendered line that holds a text. */
  async tokens(text: string): Promise<readonly Token[]> {
    return tokensOf(await this.line(text));
  }

  /** Puts the cursor on a line (from 1) and brings it to the screen. */
  async goToLine(line: number): Promise<void> {
    await this.page.keyboard.press('Control+G');
    await this.enter(`:${line}`);
    // What is looked for before the editor has moved is found in the wrong place.
    await this.quickInput().waitFor({ state: 'hidden', timeout: appearMs });
    await this.page
      .locator('.editor-group-container.active .active-line-number')
      .filter({ hasText: new RegExp(`^${line}$`) })
      .first()
      .waitFor({ timeout: appearMs });
  }

  /**
   * Points the mouse at a text in the editor and reads the hover.
   *
   * @param text stands in a rendered line; the mouse goes to its middle
   * @returns the hover's text as shown
   */
  async hover(text: string): Promise<string> {
    const hover = this.page.locator('.monaco-hover:not(.hidden) .hover-contents');
    // The editor asks once for a place; an extension that is still starting answers the next time.
    for (let left = appearMs; left > 0 && !(await hover.first().isVisible()); left -= retryMs) {
      await this.pointAt(text);
      await hover.first().waitFor({ timeout: retryMs }).catch(ignoreTimeout);
    }
    await hover.first().waitFor({ timeout: retryMs });
    return (await hover.allInnerTexts()).map((part) => plainText(part).trim()).join('\n');
  }

  /** Moves the mouse to the middle of a text in a rendered line of the editor. */
  async pointAt(text: string): Promise<void> {
    const box = await boxOfText(await this.line(text), text);
    if (!box) throw new Error(`"${text}" is not in one rendered line.`);
    // Two moves: the editor shows a hover for a mouse that moves, not for one that appears.
    await this.page.mouse.move(box.x - 40, box.y + box.height * 3);
    await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
  }

  /** Shows a container of the activity bar by its title. */
  async showSideBar(title: string): Promise<void> {
    const shown = this.page.locator('.part.sidebar .composite.title', { hasText: title });
    if (await shown.isVisible()) return;
    await this.page.locator(`.activitybar .action-label[aria-label^="${title}"]`).first().click();
    await shown.waitFor({ timeout: appearMs });
  }

  /** The rows on the screen of the trees in the side bar, from the top. */
  async treeRows(): Promise<readonly TreeRow[]> {
    const rows = this.page.locator('.part.sidebar .monaco-list-row[role="treeitem"]');
    const read = await Promise.all(
      (await rows.all()).map(async (row) => {
        const expanded = await row.getAttribute('aria-expanded');
        const description = row.locator('.label-description');
        return {
          top: (await row.boundingBox())?.y ?? 0,
          row: {
            level: Number(await row.getAttribute('aria-level')),
            label: plainText(await row.locator('.label-name').first().textContent()),
            description: (await description.count())
              ? plainText(await description.first().textContent())
              : '',
            expanded: expanded === null ? undefined : expanded === 'true',
          },
        };
      }),
    );
    return read.sort((a, b) => a.top - b.top).map(({ row }) => row);
  }

  /** The row of a tree in the side bar with exactly this label. */
  async treeRow(label: string): Promise<Locator> {
    const row = this.page
      .locator('.part.sidebar .monaco-list-row[role="treeitem"]')
      .filter({ has: this.page.getByText(label, { exact: true }) })
      .first();
    await row.waitFor({ timeout: appearMs });
    return row;
  }

  /** Opens a branch of a tree in the side bar and waits until it is open. */
  async expandTreeRow(label: string): Promise<void> {
    const row = await this.treeRow(label);
    if ((await row.getAttribute('aria-expanded')) !== 'true') {
      await row.locator('.monaco-tl-twistie').click();
    }
    await this.page
      .locator('.monaco-list-row[aria-expanded="true"]')
      .filter({ has: this.page.getByText(label, { exact: true }) })
      .first()
      .waitFor({ timeout: appearMs });
  }

  /** The texts of the notifications on the screen, the newest first. */
  async notifications(): Promise<readonly string[]> {
    const texts = this.page.locator('.notification-toast .notification-list-item-message');
    return (await texts.allInnerTexts()).map(plainText);
  }

  /** Waits for a notification that holds a text and returns the whole of it. */
  async notification(text: string | RegExp): Promise<string> {
    const toast = this.page.locator('.notification-toast .notification-list-item-message', {
      hasText: text,
    });
    await toast.first().waitFor({ timeout: appearMs });
    return plainText(await toast.first().innerText());
  }

  /** Saves a picture of the window. Folders are made. */
  async screenshot(file: string): Promise<void> {
    await mkdir(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file, animations: 'disabled' });
  }

  private quickInput(): Locator {
    return this.page
      .locator('.quick-input-widget:not([style*="display: none"]) input[type="text"]')
      .first();
  }
}
