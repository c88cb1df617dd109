import type * as vscode from 'vscode';

/** The `source` of every diagnostic made here. */
export const problemSource = 'CloudHSM';

/** The code of a finding, as the settings and the README name it. */
export function problemCode({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}
