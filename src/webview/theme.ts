/** The colours of the editor's theme, as canvases need them. */
export interface Theme {
  readonly foreground: string;
  readonly muted: string;
  readonly background: string;
  readonly grid: string;
  readonly failure: string;
  readonly warning: string;
  readonly event: string;
  readonly focus: string;
  readonly font: string;
  /** The colour of a series and, where all colours are used, its dashes. */
  series(index: number): { readonly colour: string; readonly dash: number[] };
}

const seriesVariables = [
  '--vscode-charts-blue',
  '--vscode-charts-green',
  '--vscode-charts-purple',
  '--vscode-charts-yellow',
  '--vscode-charts-red',
  '--vscode-charts-foreground',
  '--vscode-charts-orange', // hardly to be told from the background in some themes
];

/** The dashes of an alarm's threshold, which tell it from other marks without a colour. */
export const alarmDash: readonly number[] = [8, 3, 2, 3];

/** A background that shows a colour with its dashes, CSS pixels each. */
export function stripes(colour: string, dash: readonly number[]): string {
  if (dash.length === 0) return colour;
  let at = 0;
  const stops = dash.map((length, index) => {
    const from = at;
    at += length;
    return `${index % 2 === 0 ? colour : 'transparent'} ${from}px ${at}px`;
  });
  return `repeating-linear-gradient(to right, ${stops.join(', ')})`;
}

const dashes = [[], [6, 3], [2, 3], [10, 3, 2, 3]];

/** Reads the theme as it is now. */
export function readTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const colour = (fallback: string, ...names: readonly string[]): string => {
    for (const name of names) {
      const value = style.getPropertyValue(name).trim();
      if (value !== '') return value;
    }
    return fallback;
  };
  const foreground = colour('#888', '--vscode-foreground', '--vscode-editor-foreground');
  const colours = seriesVariables.map((name) => colour(foreground, name));
  return {
    foreground,
    muted: colour(foreground, '--vscode-descriptionForeground'),
    background: colour('#fff', '--vscode-editor-background'),
    grid: colour(
      '#8884',
      '--vscode-contrastBorder',
      '--vscode-editorIndentGuide-background1',
      '--vscode-panel-border',
    ),
    failure: colour(
      '#d33',
      '--vscode-editorError-foreground',
      '--vscode-errorForeground',
      '--vscode-charts-red',
    ),
    warning: colour('#b80', '--vscode-editorWarning-foreground', '--vscode-charts-yellow'),
    event: colour('#38c', '--vscode-charts-blue'),
    focus: colour(foreground, '--vscode-focusBorder'),
    font: `11px ${colour('sans-serif', '--vscode-font-family')}`,
    series: (index) => ({
      colour: colours[index % colours.length] ?? foreground,
      dash: dashes[Math.floor(index / colours.length) % dashes.length] ?? [],
    }),
  };
}

/** Calls when the theme has changed. */
export function onThemeChange(changed: () => void): void {
  new MutationObserver(changed).observe(document.body, {
    attributes: true,
    attributeFilter: ['class', 'data-vscode-theme-kind', 'data-vscode-theme-id'],
  });
}
