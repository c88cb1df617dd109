import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { rangeUri } from '../../../src/documents/ranges/rangeAddress';
import { auditText, someTime } from '../auditTexts';
import { closeEditors, file, languageReady, until } from '../openDocuments';

const minute = 60_000_000n;

function eventAt(minutes: number): string {
  return auditText({ sequence: minutes, usecs: someTime + BigInt(minutes) * minute });
}

function rangeOf(source: vscode.Uri, from: number, to: number): vscode.Uri {
  const usecs = (minutes: number): number => Number(someTime + BigInt(minutes) * minute);
  return rangeUri({ source, span: { from: usecs(from), to: usecs(to) } });
}

async function textOf(uri: vscode.Uri): Promise<string> {
  return (await vscode.workspace.openTextDocument(uri)).getText();
}

describe('a time range of a file', () => {
  before(languageReady);
  after(closeEditors);

  it('has the events of the time as they stand there, with what is between them', async () => {
    const odd = 'a line that belongs to no event';
    const untimed = 'Opcode : CN_LOGIN (0xd)\nSession Handle : 0x7014006';
    const inside = [eventAt(1), odd, untimed, eventAt(2)].join('\n\n');
    const text = [eventAt(0), inside, eventAt(3), eventAt(4)].join('\n\n');
    const source = await file('ranges/one.log', text);
    assert.equal(await textOf(rangeOf(source, 1, 2)), `${inside}\n\n`);
    assert.equal(await textOf(rangeOf(source, 5, 6)), '');
  });

  it('has them in the order of the file, wherever they stand', async () => {
    const source = await file('ranges/mixed.log', [2, 9, 1].map(eventAt).join('\n\n'));
    assert.equal(await textOf(rangeOf(source, 1, 2)), `${eventAt(2)}\n\n${eventAt(1)}\n\n`);
  });

  it('is an audit log, named by file and time', async () => {
    const source = await file('ranges/named.log', eventAt(0));
    const document = await vscode.workspace.openTextDocument(rangeOf(source, 0, 1));
    assert.equal(document.languageId, 'cloudhsm-audit');
    assert.match(document.uri.path, /named \(2026-03-12T03\.12\.07 to 2026-03-12T03\.13\.07\)/);
  });

  it('is said to be one in Problems, and what is not in it is no gap', async () => {
    const source = await file('ranges/checked.log', [5, 6, 7].map(eventAt).join('\n\n'));
    const uri = rangeOf(source, 6, 7);
    await vscode.workspace.openTextDocument(uri);
    await until('it is checked', () => vscode.languages.getDiagnostics(uri).length > 0);
    const problems = vscode.languages.getDiagnostics(uri);
    assert.match(problems[0]?.message ?? '', /^This document holds 2 events of a time range\./);
    for (const { severity, message } of problems) {
      assert.equal(severity, vscode.DiagnosticSeverity.Information, message);
    }
  });

  it('is read anew when the file is another one', async () => {
    const source = await file('ranges/grown.log', eventAt(0));
    assert.equal(await textOf(rangeOf(source, 0, 1)), `${eventAt(0)}\n\n`);
    await file('ranges/grown.log', [0, 1].map(eventAt).join('\n\n'));
    assert.match(await textOf(rangeOf(source, 0, 2)), /Sequence No : 0x1/);
  });
});
