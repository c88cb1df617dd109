import type { ContainerSink, UnwrapOptions, Unwrapper } from './container';
import { RecordOutput } from './recordOutput';
import { RecordWindow } from './recordWindow';

/** Takes events out of a document of records as it arrives. It holds one record at a time. */
export abstract class WindowedRecords implements Unwrapper {
  protected readonly output: RecordOutput;
  protected readonly window: RecordWindow;

  /** @param longest what no record is longer than, in bytes */
  constructor(
    protected readonly sink: ContainerSink,
    options: UnwrapOptions,
    longest: number,
  ) {
    this.window = new RecordWindow(options, longest);
    this.output = new RecordOutput(sink, options);
  }

  push(bytes: Uint8Array): void {
    this.window.add(bytes, () => this.read(false));
  }

  end(): void {
    this.read(true);
  }

  /** Gives the records that have arrived whole; at the end the last one too. */
  protected abstract read(ended: boolean): void;
}
