import type { VSCodeWindow } from './vscodeWindow';

/** Presses the button in the row of a tree in the side bar, which appears under the mouse. */
export async function rowAction(window: VSCodeWindow, label: string, title: string): Promise<void> {
  const row = await window.treeRow(label);
  await row.hover();
  await row.locator(`.actions .action-label[aria-label^="${title}"]`).click();
}

/** Chooses from the menu that a right click on a row of a tree opens. */
export async function rowMenu(window: VSCodeWindow, label: string, item: string): Promise<void> {
  await (await window.treeRow(label)).click({ button: 'right' });
  const entry = window.page.getByRole('menuitem', { name: item });
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
