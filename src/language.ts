import * as vscode from 'vscode';
import { AuditHover } from './editor/auditHover';
import { DecodedHover } from './editor/decodedHover';
import { FailureMarks } from './editor/failureMarks';
import { auditLanguage, decodedLanguage } from './editor/languages';
import type { Workbench } from './workbench';

/** Registers what the editor offers in audit logs and decoded views. Loaded when the first one opens. */
export function registerLanguage({ audit, decoded, reader }: Workbench): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerHoverProvider(auditLanguage, new AuditHover(audit, reader)),
    vscode.languages.registerHoverProvider(
      decodedLanguage,
      new DecodedHover((uri) => decoded.get(uri), reader),
    ),
    new FailureMarks((uri) => decoded.get(uri)),
  );
}
