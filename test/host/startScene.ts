import type { Settings } from './quietSettings';

/** What `npm start` shows, wherever it shows it. */
export interface StartScene {
  /** Absolute path of the workspace folder. */
  readonly folder: string;
  /** Absolute paths of the extensions to load from source. */
  readonly extensions: readonly string[];
  readonly settings: Settings;
}
