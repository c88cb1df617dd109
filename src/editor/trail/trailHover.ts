import * as vscode from 'vscode';
import { describeTrail } from '../../audit/describe/describeTrail';
import { trailCellAt, type TrailText } from '../../audit/trail/trailText';
import { descriptionMarkdown } from '../descriptionMarkdown';

/** Gives what a document of CloudTrail events shows. */
export type TrailLookup = (uri: vscode.Uri) => TrailText | undefined;

/** In a document of CloudTrail events: what the cell under the mouse means. */
export class TrailHover implements vscode.HoverProvider {
  constructor(private readonly lookup: TrailLookup) {}

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const event = this.lookup(document.uri)?.eventOfLine[position.line];
    if (event === undefined) return undefined;
    const cell = trailCellAt(document.lineAt(position.line).text, position.character);
    if (cell === undefined) return undefined;
    return new vscode.Hover(
      descriptionMarkdown(describeTrail(event, cell.column)),
      new vscode.Range(position.line, cell.start, position.line, cell.end),
    );
  }
}
