/** Settings of VS Code, by their names. */
export type Settings = Readonly<Record<string, unknown>>;

/** Settings that keep everything off the screen and the network that is not the extension. */
export const quietSettings: Settings = {
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'cloudhsm.inlayHints': 'off',
  'editor.fontFamily': "'DejaVu Sans Mono', Menlo, Consolas, monospace",
  'editor.minimap.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'security.workspace.trust.banner': 'never',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'window.commandCenter': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

/**
 * The quiet settings, and nothing moves: a window without a graphics card draws each frame of a
 * blinking cursor or of a progress bar with the processor, a fifth of what a test costs.
 */
export const testSettings: Settings = {
  ...quietSettings,
  'editor.cursorBlinking': 'solid',
  'workbench.reduceMotion': 'on',
};
