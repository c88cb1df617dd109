import * as assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { fieldOf } from '../../../src/audit/event/auditEvent';
import { AuditLog } from '../../../src/audit/table/auditLog';
import { opcodeByName } from '../../../src/audit/reference/opcodes';
import { projectRoot } from '../../host/projectPaths';
import { hoverAt, liveMarkup } from './hovers';
import { activated, activeEditor, closeEditors, showLine, until } from '../openDocuments';

/** The events that AWS documents. They are no part of the project. */
const documented = path.join(projectRoot, '../shared/reference/samples/documented-events.log');
const count = 29;

describe('the events that AWS documents', () => {
  let document: vscode.TextDocument;

  before(async function () {
    if (!existsSync(documented)) this.skip();
    await activated();
    document = await vscode.workspace.openTextDocument(documented);
  });
  after(closeEditors);

  it('are found to be an audit log by their content', async () => {
    await until('the language is known', () => document.languageId === 'cloudhsm-audit');
  });

  it('all decode, with no unknown field, opcode or line', () => {
    const events = [...AuditLog.of(document.getText()).events()];
    assert.equal(events.length, count);
    for (const event of events) {
      assert.ok(event.kind === 'audit');
      assert.deepEqual(event.unparsed, []);
      assert.ok(event.fields.length >= 8);
      assert.deepEqual(
        event.fields.filter(({ id }) => id === 'unknown'),
        [],
      );
      assert.ok(opcodeByName(fieldOf(event, 'opcode')?.name ?? ''));
    }
  });

  it('have a hover on every field', async () => {
    for (let line = 0; line < document.lineCount; line++) {
      const { text, range } = document.lineAt(line);
      if (text.trim() === '') continue;
      const hover = await hoverAt(document, range.end);
      assert.deepEqual(hover?.range, range, text);
      assert.ok(hover.words.split('\n').length >= 3, hover.words);
      assert.equal(liveMarkup(hover.markdown), '');
      assert.doesNotMatch(hover.words, /Unknown|not in any public list/);
    }
  });

  it('are one line each in the decoded view', async () => {
    await showLine(document, 0);
    await vscode.commands.executeCommand('cloudhsm.openDecoded');
    const lines = activeEditor().document.getText().trimEnd().split('\n').slice(1);
    assert.equal(lines.length, count);
    for (const line of lines) {
      assert.match(line, /^20\d\d-.*Z +(ok|FAILED \d+) +CN_\w+ +.* +- +0x[\da-f]+$/);
      assert.doesNotMatch(line, /Unknown/);
    }
  });
});
