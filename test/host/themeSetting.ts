/** The themes that every view is looked at in, by what VS Code shows. */
export type Theme = 'Dark Modern' | 'Light Modern' | 'Dark High Contrast' | 'Light High Contrast';

/** The name of a theme in the setting `workbench.colorTheme`. */
export function themeSetting(theme: Theme): string {
  switch (theme) {
    case 'Dark High Contrast':
      return 'Default High Contrast';
    case 'Light High Contrast':
      return 'Default High Contrast Light';
    case 'Dark Modern':
    case 'Light Modern':
      return `Default ${theme}`;
  }
}
