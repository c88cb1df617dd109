import * as vscode from 'vscode';

export interface PickOrType {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly vscode.QuickPickItem[];
  /** What typed text stands for that is no item; undefined when it cannot be taken. */
  readonly typed: (text: string) => string | undefined;
}

/** A quick pick that takes a typed answer too. @returns the label chosen or typed; undefined on Escape */
export function pickOrType(options: PickOrType): Promise<string | undefined> {
  const pick = vscode.window.createQuickPick();
  pick.title = options.title;
  pick.placeholder = options.placeholder;
  pick.items = options.items;
  pick.matchOnDescription = true;
  pick.ignoreFocusOut = true;
  return new Promise((resolve) => {
    pick.onDidChangeValue((text) => {
      const typed = options.typed(text);
      const isNew = typed !== undefined && !options.items.some(({ label }) => label === typed);
      pick.items = isNew ? [...options.items, { label: typed }] : options.items;
    });
    pick.onDidAccept(() => {
      resolve(pick.activeItems[0]?.label ?? options.typed(pick.value));
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}
