import * as vscode from 'vscode';
import { printable } from '../../audit/text/printable';
import { mfaCode, type AskForMfaCode } from '../../sources/cloudwatch/login/mfaSessions';

/** Asks for the code of an MFA device in an input box. It is used once and kept nowhere. */
export const askForMfaCode: AskForMfaCode = async (profile, device) => {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('MFA code for profile {0}', printable(profile)),
    prompt: vscode.l10n.t('The six digits that {0} shows now.', printable(device)),
    placeHolder: '123456',
    ignoreFocusOut: true, // the device may be an app in front of the window
    validateInput: (typed) =>
      mfaCode(typed) === undefined
        ? vscode.l10n.t('A code has six digits. Escape enters none.')
        : undefined,
  });
  return text === undefined ? undefined : mfaCode(text);
};
