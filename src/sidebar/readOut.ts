import type * as vscode from 'vscode';

/** Has screen readers read a row's own words, and more of them. VS Code would read the tooltip instead. */
export function readOut(item: vscode.TreeItem, ...more: readonly string[]): void {
  const words = [item.label, item.description, ...more].filter((one) => typeof one === 'string');
  item.accessibilityInformation = { label: words.join(', ') };
}
