import * as vscode from 'vscode';
import type { TrailLookup } from './trailHover';

/** The command that opens a log stream at its begin or end, with the arguments of `TrailStreamLink`. */
export const openTrailStreamCommand = 'cloudhsm.openTrailStream';

/** A log stream that an event begins or ends. */
export interface TrailStreamLink {
  /** The address of the document that the link stands in. */
  readonly document: string;
  readonly cluster: string;
  readonly hsm: string;
  readonly end: 'begins' | 'ends';
  /** Unix ms, of the event. */
  readonly time: number;
}

/** Above an HSM that was added or removed: the way to the log stream that begins or ends there. */
export class TrailLens implements vscode.CodeLensProvider {
  constructor(private readonly lookup: TrailLookup) {}

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const lines = this.lookup(document.uri)?.eventOfLine ?? [];
    return lines.flatMap((event, line) => {
      if (event?.stream === undefined) return [];
      const { cluster, hsm, end } = event.stream;
      const { time } = event;
      const link: TrailStreamLink = {
        document: document.uri.toString(),
        cluster,
        hsm,
        end,
        time,
      };
      const title =
        end === 'begins'
          ? vscode.l10n.t('Open stream {0}, which begins here', hsm)
          : vscode.l10n.t('Open stream {0}, which ends here', hsm);
      const range = new vscode.Range(line, 0, line, 0);
      return [
        new vscode.CodeLens(range, { title, command: openTrailStreamCommand, arguments: [link] }),
      ];
    });
  }
}
