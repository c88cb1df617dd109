/** What the program and the code inside the extension host agree on. */
export const inEditorEnvironment = {
  /** An environment variable: the folder with the logs, where the times go too. */
  folder: 'CLOUDHSM_BENCH_FOLDER',
  /** The file with the times, inside that folder. */
  times: 'times.json',
} as const;

/** What was measured. All times in ms. */
export interface EditorTimes {
  readonly events: number;
  readonly characters: number;
  readonly busyKeyEvents: number;
  /** Of the same text as plain text, for which the extension does nothing. */
  readonly plainBlockMs: number;
  readonly largePlainBlockMs: number;
  /** From the opening of the large text as plain text until anybody else has a turn. */
  readonly largePlainTurnMs: number;
  /** Of the first audit log of a window, which loads what the editor offers in it. */
  readonly smallBlockMs: number;
  /** Of another one after it. */
  readonly againBlockMs: number;
  readonly smallDiagnosticsMs: number;
  readonly largeBlockMs: number;
  readonly largeDiagnosticsMs: number;
  readonly textMs: number;
  readonly indexMs: number;
  readonly checkMs: number;
  readonly hoverMs: number;
  readonly worstHoverMs: number;
  readonly outlineMs: number;
  /** With every event listed, as the setting can have it. */
  readonly wholeOutlineMs: number;
  readonly foldingMs: number;
  /** What is made ahead in slices, a second after a log was opened. */
  readonly aheadMs: number;
  readonly firstReferencesMs: number;
  readonly referencesMs: number;
  readonly highlightsMs: number;
  readonly hintsMs: number;
  readonly coloursMs: number;
}
