import * as vscode from 'vscode';
import type { NamedLog, ShownEvent } from '../audit/decodedView';
import { decodedAddress, type DecodedAddress } from '../documents/decodedAddress';
import { auditLanguage } from '../editor/languages';
import { HumanError } from '../sources/humanError';
import type { Context } from './context';

/** The events that a command is about: those of the active editor, raw or decoded. */
export interface ChosenEvents {
  readonly address: DecodedAddress;
  readonly logs: readonly NamedLog[];
  /** The event at the cursor, or else the one before it; undefined where there is none. */
  readonly event: ShownEvent | undefined;
  /** The events that the selection touches, in the order shown; undefined when nothing is selected. */
  readonly selected: readonly ShownEvent[] | undefined;
}

/**
 * The events of the active editor.
 *
 * @throws HumanError when it shows none
 */
export async function chosenEvents({
  audit,
  decoded,
  logs: sources,
}: Pick<Context, 'audit' | 'decoded' | 'logs'>): Promise<ChosenEvents> {
  const editor = vscode.window.activeTextEditor;
  const address = editor && decodedAddress(editor.document.uri);
  if (editor !== undefined && address !== undefined) {
    const view = await decoded.current(editor.document.uri);
    const selected = editor.selections.flatMap((selection) =>
      selection.isEmpty ? [] : [...(view?.events(...touchedLines(selection)) ?? [])],
    );
    return {
      address,
      logs: view?.logs ?? [],
      event: view?.eventAtOrBefore(editor.selection.active.line),
      selected: selected.length > 0 ? selected : undefined,
    };
  }
  if (editor?.document.languageId !== auditLanguage) {
    throw new HumanError(vscode.l10n.t('Open an audit log or its decoded view first.'));
  }
  const { document, selection, selections } = editor;
  const log = audit.log(document);
  const row = audit.rowAtOrBefore(document, selection.active);
  const selected = selections.flatMap((one) => (one.isEmpty ? [] : rowsIn(document, one)));
  function rowsIn(of: vscode.TextDocument, range: vscode.Range): readonly ShownEvent[] {
    const start = of.offsetAt(range.start);
    const end = of.offsetAt(range.end);
    const first = log.rowAt(start) ?? (log.rowAtOrBefore(start) ?? -1) + 1;
    const last = log.rowAtOrBefore(Math.max(start, end - 1)) ?? -1;
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => ({
      log: 0,
      row: first + index,
    }));
  }
  return {
    address: { sources: [document.uri], filter: {} },
    logs: [{ log, name: sources.nameOf(document.uri) }],
    event: row === undefined ? undefined : { log: 0, row },
    selected: selected.length > 0 ? selected : undefined,
  };
}

/** A selection that ends at the start of a line does not touch it. */
function touchedLines({ start, end }: vscode.Selection): [first: number, last: number] {
  return [start.line, end.character === 0 ? end.line - 1 : end.line];
}
