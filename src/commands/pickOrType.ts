import * as vscode from 'vscode';

export interface PickOrType {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly vscode.QuickPickItem[];
  /** What typed text stands for that is no item; undefined when it cannot be taken. */
  readonly typed: (text: string) => string | undefined;
  /** Whether what is typed stands before the items and is taken on Enter, whichever item is like it. */
  readonly typedFirst?: boolean;
  /** A second way to take an answer, as a button in its row. */
  readonly other?: { readonly button: vscode.QuickInputButton; readonly chosen: () => void };
  /** Says why typed text cannot be taken. */
  readonly refusal: (text: string) => string;
}

/**
 * A quick pick that takes a typed answer too. One that cannot be taken leaves it open, with the reason
 * in the list.
 *
 * @returns the label chosen or typed; undefined on Escape
 */
export function pickOrType(options: PickOrType): Promise<string | undefined> {
  const pick = vscode.window.createQuickPick();
  pick.title = options.title;
  pick.placeholder = options.placeholder;
  const { other } = options;
  const buttons = other === undefined ? {} : { buttons: [other.button] };
  const items = options.items.map((item) => ({ ...item, ...buttons }));
  pick.items = items;
  pick.matchOnDescription = true;
  pick.ignoreFocusOut = true;
  let refusal: vscode.QuickPickItem | undefined;
  return new Promise((resolve) => {
    pick.onDidChangeValue((text) => {
      refusal = undefined;
      const typed = options.typed(text);
      const isNew = typed !== undefined && !options.items.some(({ label }) => label === typed);
      if (!isNew) pick.items = items;
      else if (options.typedFirst === true)
        pick.items = [{ label: typed, alwaysShow: true, ...buttons }, ...items];
      else pick.items = [...items, { label: typed, ...buttons }];
    });
    pick.onDidAccept(() => {
      const [active] = pick.activeItems;
      if (active !== undefined && active === refusal) return;
      const answer = active?.label ?? options.typed(pick.value);
      if (answer === undefined) {
        // A quick pick has no other place for a sentence than a row that stays whatever is typed.
        refusal = { label: options.refusal(pick.value), alwaysShow: true };
        pick.items = [...items, refusal];
        return;
      }
      resolve(answer);
      pick.hide();
    });
    pick.onDidTriggerItemButton(({ item }) => {
      other?.chosen();
      resolve(item.label);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}
