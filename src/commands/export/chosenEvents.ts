import * as vscode from 'vscode';
import type { DecodedView, NamedLog, ShownEvent } from '../../audit/decoded/decodedView';
import { decodedAddress, type DecodedAddress } from '../../documents/decoded/decodedAddress';
import { shownWith } from '../../documents/readingPlaces';
import { streamUri } from '../../documents/streams/streamAddress';
import type { TailDocument } from '../../documents/tail/tailDocument';
import { auditLanguage } from '../../editor/languages';
import { selectedLines, selectedRows } from '../../editor/selection/selectedEvents';
import { HumanError } from '../../sources/humanError';
import type { Context } from '../context';
import { noLog } from '../noLog';

/** The events that a command is about: those of the active editor, raw, decoded or tailed. */
export interface ChosenEvents {
  readonly address: DecodedAddress;
  readonly logs: readonly NamedLog[];
  /** The event at the cursor, or else the one before it; undefined where there is none. */
  readonly event: ShownEvent | undefined;
  /** The events that the selections touch, each once, in the order shown; undefined when nothing is selected. */
  readonly selected: readonly ShownEvent[] | undefined;
  /** Whether the logs are what a tail keeps of the streams that the address names. */
  readonly isTail: boolean;
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
  tails,
}: Pick<Context, 'audit' | 'decoded' | 'logs' | 'tails'>): Promise<ChosenEvents> {
  const editor = vscode.window.activeTextEditor;
  const address = editor && decodedAddress(editor.document.uri);
  if (editor !== undefined && address !== undefined) {
    return chosenIn(editor, address, await decoded.current(editor.document.uri));
  }
  const tail = editor && tails.get(editor.document.uri);
  if (editor !== undefined && tail !== undefined) return chosenOfTail(editor, tail);
  if (editor?.document.languageId !== auditLanguage) {
    throw await noLog(vscode.l10n.t('Open an audit log or its decoded view first.'));
  }
  const { document, selection } = editor;
  const log = audit.log(document);
  const row = audit.rowAtOrBefore(document, selection.active);
  const selected = [...selectedRows(log, editor)];
  return {
    address: { sources: [document.uri], filter: {} },
    logs: [{ log, name: sources.nameOf(document.uri) }],
    event: row === undefined ? undefined : { log: 0, row },
    selected: selected.length > 0 ? selected : undefined,
    isTail: false,
  };
}

function chosenIn(
  editor: vscode.TextEditor,
  address: DecodedAddress,
  view: DecodedView | undefined,
): ChosenEvents {
  const selected = view === undefined ? [] : [...selectedLines(view, editor)];
  return {
    address,
    logs: view?.logs ?? [],
    event: view?.eventAtOrBefore(editor.selection.active.line),
    selected: selected.length > 0 ? selected : undefined,
    isTail: false,
  };
}

/** The events that a tail keeps; their logs are the streams, whole. */
async function chosenOfTail(
  editor: vscode.TextEditor,
  { address: { connection, logGroup }, view }: TailDocument,
): Promise<ChosenEvents> {
  const { document } = editor;
  await shownWith(document, view.lineCount);
  if (view.logs.every(({ log }) => log.length === 0)) {
    throw new HumanError(vscode.l10n.t('No event has come yet.'), 'retry');
  }
  const sources = view.logs.map(({ name = '' }) =>
    streamUri({ connection, logGroup, stream: name }),
  );
  return { ...chosenIn(editor, { sources, filter: {} }, view), isTail: true };
}
