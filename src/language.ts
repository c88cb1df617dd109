import * as vscode from 'vscode';
import { ConfigValue } from './configValue';
import { rangeScheme } from './documents/ranges/rangeScheme';
import { searchScheme } from './documents/search/searchScheme';
import { tailNotice } from './documents/tail/tailNotice';
import { tailScheme } from './documents/tail/tailScheme';
import { AuditHover } from './editor/auditHover';
import { DecodedColours } from './editor/decoded/decodedColours';
import { DecodedHover } from './editor/decoded/decodedHover';
import { Definitions } from './editor/references/definitions';
import type { Excerpts } from './editor/problems/excerpt';
import { EndLenses } from './editor/fetched/endLenses';
import { FailureMarks } from './editor/decoded/failureMarks';
import type { FetchedLookup } from './editor/fetched/fetchedDocument';
import { Folding } from './editor/symbols/folding';
import { Highlights } from './editor/references/highlights';
import { InlayHints } from './editor/inlayHints';
import {
  auditLanguage,
  decodedLanguage,
  insightsLanguage,
  resultLanguage,
  trailLanguage,
} from './editor/languages';
import { LookupsAhead } from './editor/references/lookupsAhead';
import { Outline, type OutlineChoice } from './editor/symbols/outline';
import { ProblemFixes } from './editor/problems/problemFixes';
import { Problems } from './editor/problems/problems';
import { References } from './editor/references/references';
import { SelectionStatus } from './editor/selection/selectionStatus';
import { colourLegend, ViewportColours } from './editor/viewportColours';
import { TailLens } from './editor/fetched/tailLens';
import { TrailHover, type TrailLookup } from './editor/trail/trailHover';
import { TrailLens } from './editor/trail/trailLens';
import { WorkspaceSymbols } from './editor/symbols/workspaceSymbols';
import { QueryCompletion } from './queries/queryCompletion';
import { QueryLenses } from './queries/queryLenses';
import { ResultColours } from './queries/resultColours';
import { ResultDefinitions } from './queries/resultDefinitions';
import type { Workbench } from './workbench';

/** Registers what the editor offers in audit logs and decoded views. Loaded when the first one opens. */
export function registerLanguage(workbench: Workbench): vscode.Disposable {
  const { decoded, reader, tails } = workbench;
  const viewOf = (uri: vscode.Uri) => decoded.get(uri) ?? tails.view(uri);
  const tailLens = new TailLens((uri) => {
    const tail = tails.get(uri);
    return tail && tailNotice(tail);
  }, tails.onDidChangeState);
  return vscode.Disposable.from(
    tailLens,
    vscode.languages.registerCodeLensProvider({ scheme: tailScheme }, tailLens),
    registerReading(workbench),
    registerProblems(workbench),
    registerTrail(workbench),
    registerQueries(workbench),
    vscode.languages.registerHoverProvider(decodedLanguage, new DecodedHover(viewOf, reader)),
    vscode.languages.registerDocumentRangeSemanticTokensProvider(
      decodedLanguage,
      new DecodedColours(viewOf),
      colourLegend,
    ),
    new FailureMarks(viewOf),
    new SelectionStatus(workbench.audit, viewOf, workbench.report),
  );
}

/** What helps to read an audit log, and to find the way in it. */
function registerReading({ audit, reader, report, streams }: Workbench): vscode.Disposable {
  const { languages } = vscode;
  const hintSetting = new ConfigValue<'on' | 'off'>('inlayHints', 'on');
  const hints = new InlayHints(audit, hintSetting);
  const lenses = new EndLenses(fetchedIn(streams), streams.onDidChange);
  const colours = new ViewportColours(audit);
  return vscode.Disposable.from(
    hintSetting,
    hints,
    lenses,
    languages.registerHoverProvider(auditLanguage, new AuditHover(audit, reader)),
    registerOutline(audit),
    languages.registerFoldingRangeProvider(auditLanguage, new Folding(audit)),
    languages.registerDefinitionProvider(auditLanguage, new Definitions(audit)),
    languages.registerReferenceProvider(auditLanguage, new References(audit)),
    languages.registerDocumentHighlightProvider(auditLanguage, new Highlights(audit)),
    languages.registerWorkspaceSymbolProvider(new WorkspaceSymbols(audit)),
    languages.registerInlayHintsProvider(auditLanguage, hints),
    languages.registerCodeLensProvider(auditLanguage, lenses),
    languages.registerDocumentRangeSemanticTokensProvider(auditLanguage, colours, colourLegend),
    new LookupsAhead(audit, report),
  );
}

/** VS Code asks for an outline anew when the text changes or another provider is there. */
function registerOutline(audit: Workbench['audit']): vscode.Disposable {
  const groups = new ConfigValue<OutlineChoice['groups']>('outline.groups', 'day');
  const events = new ConfigValue<OutlineChoice['events']>('outline.events', 'auto');
  const outline = new Outline(audit, () => ({ groups: groups.value, events: events.value }));
  const register = (): vscode.Disposable =>
    vscode.languages.registerDocumentSymbolProvider(auditLanguage, outline, { label: 'CloudHSM' });
  let registered = register();
  const again = (): void => {
    registered.dispose();
    registered = register();
  };
  return vscode.Disposable.from(
    groups,
    events,
    groups.onDidChange(again),
    events.onDidChange(again),
    new vscode.Disposable(() => {
      registered.dispose();
    }),
  );
}

/** What helps to read CloudTrail events. */
function registerTrail({ trail }: Workbench): vscode.Disposable {
  const lookup: TrailLookup = (uri) => trail.get(uri);
  return vscode.Disposable.from(
    vscode.languages.registerHoverProvider(trailLanguage, new TrailHover(lookup)),
    vscode.languages.registerCodeLensProvider(trailLanguage, new TrailLens(lookup)),
  );
}

/** What helps to write queries, and leads on from what they gave. */
function registerQueries({
  queries,
  results,
  rowEvents,
  connectionNames,
}: Workbench): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(
      insightsLanguage,
      new QueryCompletion(connectionNames),
      ...QueryCompletion.triggers,
    ),
    vscode.languages.registerCodeLensProvider(insightsLanguage, new QueryLenses(queries)),
    vscode.languages.registerDefinitionProvider(
      resultLanguage,
      new ResultDefinitions(results, rowEvents),
    ),
    vscode.languages.registerDocumentRangeSemanticTokensProvider(
      resultLanguage,
      new ResultColours(),
      colourLegend,
    ),
  );
}

/** What the checks find, and what may be done about it. */
function registerProblems({
  audit,
  hiddenProblems,
  report,
  streams,
}: Workbench): vscode.Disposable {
  const ruleSetting = new ConfigValue<unknown>('check.rules', {});
  const changes = new vscode.EventEmitter<void>();
  const fetched = fetchedIn(streams);
  const rules = {
    levels: (uri: vscode.Uri) => ruleSetting.valueFor(uri),
    isHidden: (uri: vscode.Uri, code: string) => hiddenProblems.isHidden(uri, code),
    onDidChange: changes.event,
  };
  return vscode.Disposable.from(
    ruleSetting,
    changes,
    ruleSetting.onDidChange(() => changes.fire()),
    hiddenProblems.onDidChange(() => changes.fire()),
    new Problems(audit, rules, excerptsIn(streams), report),
    vscode.languages.registerCodeActionsProvider(auditLanguage, new ProblemFixes(fetched, audit), {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
  );
}

function excerptsIn(streams: Workbench['streams']): Excerpts {
  const of: Excerpts['of'] = (uri) => {
    if (uri.scheme === rangeScheme) return 'range';
    if (uri.scheme === searchScheme) return 'search';
    const fetched = streams.get(uri);
    if (fetched?.missing !== undefined) return 'incomplete';
    if (fetched?.hasOlder !== true) return undefined;
    return fetched.isRange ? 'range' : 'newest';
  };
  return { of, onDidChange: streams.onDidChange };
}

function fetchedIn(streams: Workbench['streams']): FetchedLookup {
  return (uri) => streams.get(uri);
}
