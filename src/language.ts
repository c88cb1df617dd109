import * as vscode from 'vscode';
import { AuditHover } from './editor/auditHover';
import { DecodedHover } from './editor/decodedHover';
import { Definitions } from './editor/definitions';
import { FailureMarks } from './editor/failureMarks';
import { Folding } from './editor/folding';
import { Highlights } from './editor/highlights';
import { auditLanguage, decodedLanguage } from './editor/languages';
import { Outline } from './editor/outline';
import { References } from './editor/references';
import { WorkspaceSymbols } from './editor/workspaceSymbols';
import type { Workbench } from './workbench';

/** Registers what the editor offers in audit logs and decoded views. Loaded when the first one opens. */
export function registerLanguage({ audit, decoded, reader }: Workbench): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerHoverProvider(auditLanguage, new AuditHover(audit, reader)),
    vscode.languages.registerHoverProvider(
      decodedLanguage,
      new DecodedHover((uri) => decoded.get(uri), reader),
    ),
    vscode.languages.registerDocumentSymbolProvider(auditLanguage, new Outline(audit), {
      label: 'CloudHSM',
    }),
    vscode.languages.registerFoldingRangeProvider(auditLanguage, new Folding(audit)),
    vscode.languages.registerDefinitionProvider(auditLanguage, new Definitions(audit)),
    vscode.languages.registerReferenceProvider(auditLanguage, new References(audit)),
    vscode.languages.registerDocumentHighlightProvider(auditLanguage, new Highlights(audit)),
    vscode.languages.registerWorkspaceSymbolProvider(new WorkspaceSymbols(audit)),
    new FailureMarks((uri) => decoded.get(uri)),
  );
}
