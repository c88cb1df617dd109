import type * as vscode from 'vscode';
import type { StreamAddress } from './streamAddress';

const stateKey = 'shownStreams';
/** So many are remembered, those that grew last. */
const mostRemembered = 100;

/** From when on streams are shown, Unix ms, a window that is reloaded shows them so again. */
export class ShownStreams {
  /**
   * @param state of the workspace
   * @param report takes every error, for the log
   */
  constructor(
    private readonly state: Pick<vscode.Memento, 'get' | 'update'>,
    private readonly report: (error: unknown) => void,
  ) {}

  /** Undefined for a stream that no tab shows. */
  from(address: StreamAddress): number | undefined {
    const from = this.entries().find(([key]) => key === keyOf(address))?.[1];
    return typeof from === 'number' ? from : undefined;
  }

  note(address: StreamAddress, from: number): void {
    const key = keyOf(address);
    const others = this.entries().filter(([other]) => other !== key);
    this.write([...others, [key, from]]);
  }

  forget(address: StreamAddress): void {
    const entries = this.entries();
    const rest = entries.filter(([key]) => key !== keyOf(address));
    if (rest.length < entries.length) this.write(rest);
  }

  private entries(): readonly (readonly [string, unknown])[] {
    return Object.entries(Object(this.state.get(stateKey)) as Record<string, unknown>);
  }

  private write(entries: readonly (readonly [string, unknown])[]): void {
    const kept = Object.fromEntries(entries.slice(-mostRemembered));
    Promise.resolve(this.state.update(stateKey, kept)).catch(this.report);
  }
}

function keyOf({ connection, logGroup, stream }: StreamAddress): string {
  return JSON.stringify([connection, logGroup, stream]);
}
