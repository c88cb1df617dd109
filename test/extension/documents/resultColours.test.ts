import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { colourLegend } from '../../../src/editor/viewportColours';
import { ResultColours } from '../../../src/queries/resultColours';

const lines = [
  'userName  failures  lastResponse',
  '! 4 rows. 4 of 9 events matched.  A note  of the response',
  "root      1         This user doesn't exist",
  'bob       2         SUCCESS',
  'eve       1         RET_USER_LOGIN_FAILURE',
  'ann       0         -',
];

describe('the colours of a query result', () => {
  it('mark what the column of responses says, unless that is a success or nothing', async () => {
    const document = await vscode.workspace.openTextDocument({ content: lines.join('\n') });
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const { data } = new ResultColours().provideDocumentRangeSemanticTokens(document, whole);
    const marked: string[] = [];
    let [line, column] = [0, 0];
    for (let at = 0; at < data.length; at += 5) {
      const [down = 0, right = 0, length = 0, type = 0] = data.slice(at, at + 5);
      line += down;
      column = down === 0 ? column + right : right;
      const name = colourLegend.tokenTypes[type] ?? '';
      marked.push(`${name} ${lines[line]?.slice(column, column + length)}`);
    }
    assert.deepEqual(marked, [
      "cloudhsmFailure This user doesn't exist",
      'cloudhsmFailure RET_USER_LOGIN_FAILURE',
    ]);
  });
});
