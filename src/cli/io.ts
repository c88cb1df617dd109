import type { IndexedFile } from '../sources/files/indexedFile';
import type { OpenedLog } from '../sources/files/openLog';

/** What the commands read from and write to; a test gives its own. */
export interface Io {
  /** The bytes of a file, or of standard input for `-`. Reading a file twice begins anew. */
  read(file: string): AsyncIterable<Uint8Array>;
  /**
   * The files that a word names: itself, or those in a folder and in the folders in it, by name.
   *
   * @param onSkipped called with each file of a folder that is left out: hidden ones, and what an export to
   * S3 writes to test its permission
   */
  filesOf(word: string, onSkipped?: (file: string) => void): Promise<readonly string[]>;
  /** What a file is called by that has several names; undefined for what is no file. Left out: its path. */
  idOf?(file: string): Promise<string | undefined>;
  /** Whether a file can be read only once, as it comes: a pipe. Left out: none but `-`. */
  isPipe?(file: string): Promise<boolean>;
  /** Indexes a file so that its events can be read in any order; undefined where that cannot be. */
  index?(file: string): Promise<IndexedFile>;
  /** Opens a file in whatever container it is; undefined where files are raw text. */
  open?(file: string): Promise<OpenedLog>;
  /** Whether a terminal shows what is written: control characters of a log must not reach it. */
  readonly isTerminal: boolean;
  /** Resolves when more can be written. */
  write(text: string): Promise<void>;
  complain(text: string): void;
  /**
   * Asks whoever sits at the terminal. Undefined where nobody does.
   *
   * @returns what was typed; undefined at the end of the input, and when the signal aborts
   */
  readonly ask?:
    ((question: string, signal?: AbortSignal) => Promise<string | undefined>) | undefined;
  /**
   * Takes the next interrupt (Ctrl-C); the one after it ends the process, as any does that nobody takes.
   *
   * @returns takes none any more
   */
  onInterrupt(interrupted: () => void): () => void;
}
