import type { Io } from './io';

/** So much is written at once. */
const mostText = 1 << 16;

/** Gathers small texts to large ones, and waits where the reader is slow. */
export class Output {
  private parts: string[] = [];
  private length = 0;

  constructor(private readonly io: Io) {}

  /** Whether enough is there to be written. */
  get isFull(): boolean {
    return this.length >= mostText;
  }

  add(text: string): void {
    this.parts.push(text);
    this.length += text.length;
  }

  async flush(): Promise<void> {
    if (this.length === 0) return;
    const text = this.parts.join('');
    this.parts = [];
    this.length = 0;
    await this.io.write(text);
  }
}
