import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { DecodedView } from '../../../src/audit/decoded/decodedView';
import { DecodedColours } from '../../../src/editor/decoded/decodedColours';
import { colourLegend } from '../../../src/editor/viewportColours';

const lines = [
  'Time (UTC)                   Outcome  Opcode           User or key',
  '2026-03-12T03:12:07.140812Z  ok       CN_CREATE_USER   user "a \\"b\\" (1)" (crypto user) by user "admin"',
  '2026-03-12T03:12:08.140812Z  ok       CN_GENERATE_KEY  keys 262152 (private), 262153 (public)',
  '! 3 lines are no event',
];

/** More lines than VS Code colours. */
const lineCount = 300_001;

describe('the colours of a decoded view that is too large for VS Code', () => {
  const view = {
    columns: ['time', 'outcome', 'opcode', 'subject'],
    eventAt: (line: number) => (line === 1 || line === 2 ? { log: 0, row: line } : undefined),
  } as unknown as DecodedView;
  const document = {
    uri: vscode.Uri.parse('cloudhsm-decoded:/x.hsmdecoded'),
    lineCount,
    lineAt: (line: number) => ({ text: lines[line] ?? '' }),
  } as unknown as vscode.TextDocument;

  /** Each coloured part of a line, with what it is. */
  function coloured(line: number): readonly string[] {
    const range = new vscode.Range(line, 0, line, 0);
    const tokens = new DecodedColours(() => view).provideDocumentRangeSemanticTokens(
      document,
      range,
    );
    const data = Array.from(tokens?.data ?? []);
    const found: string[] = [];
    let start = 0;
    for (let at = 0; at < data.length; at += 5) {
      const [, moved = 0, length = 0, type = 0] = data.slice(at, at + 5);
      start += moved;
      const name = (colourLegend.tokenTypes[type] ?? '').replace('cloudhsm', '');
      found.push(`${name} ${(lines[line] ?? '').slice(start, start + length)}`);
    }
    return found;
  }

  it('tell the header from a note', () => {
    assert.deepEqual(coloured(0), [`EventStart ${lines[0]}`]);
    assert.deepEqual(coloured(3), [`Aside ${lines[3]}`]);
  });

  it('tell names, roles and handles apart as the grammar does', () => {
    assert.deepEqual(coloured(1).slice(3), [
      'Label user',
      'Text "a \\"b\\" (1)"',
      'UserType (crypto user)',
      'Label user',
      'Text "admin"',
    ]);
    assert.deepEqual(coloured(2).slice(3), [
      'Label keys',
      'Number 262152',
      'Name (private)',
      'Number 262153',
      'Name (public)',
    ]);
  });
});
