import { ignoreTimeout, type VSCodeWindow } from './vscodeWindow';

/** How often a row is tried that has moved away under the mouse. */
const tries = 5;
/** How long a menu has to open, in ms. */
const opensMs = 3000;

/** Presses the button in the row of a tree in the side bar, which appears under the mouse. */
export async function rowAction(window: VSCodeWindow, label: string, title: string): Promise<void> {
  const row = await window.treeRow(label);
  await row.hover();
  await row.locator(`.actions .action-label[aria-label^="${title}"]`).click();
}

/**
 * Chooses from the menu that a right click on a row of a tree opens. Rows that come in above move it away
 * from under the mouse: the menu of another row is closed, and the row is tried again.
 */
export async function rowMenu(window: VSCodeWindow, label: string, item: string): Promise<void> {
  const entry = window.page.getByRole('menuitem', { name: item });
  for (let left = tries; ; left--) {
    const row = await window.treeRow(label);
    await row.click({ button: 'right' });
    const isMeant = await window.page
      .locator('.part.sidebar .monaco-list-row.focused')
      .filter({ has: window.page.getByText(label, { exact: true }) })
      .waitFor({ timeout: opensMs })
      .then(() => entry.waitFor({ timeout: opensMs }))
      .then(() => true, ignoreTimeout);
    if (isMeant || left <= 1) break;
    await window.page.keyboard.press('Escape');
  }
  await entry.hover();
  await entry.click();
  await entry.waitFor({ state: 'detached' });
  // The row that the menu lay over would show its tooltip, which looks like a hover of the editor.
  await window.page.mouse.move(1, 1);
}

/** Presses the button with this title at the right end of the tabs. */
export async function editorAction(window: VSCodeWindow, title: string): Promise<void> {
  await window.page
    .locator(`.editor-group-container.active .editor-actions .action-label[aria-label^="${title}"]`)
    .click();
}
