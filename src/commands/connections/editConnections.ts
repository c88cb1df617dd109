import * as vscode from 'vscode';
import type { CommandFactory } from '../context';

/** Opens the setting that holds the connections. */
export const editConnections: CommandFactory = () => () =>
  vscode.commands.executeCommand('workbench.action.openSettings', 'cloudhsm.connections');
