import * as assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { auditLog, auditText } from '../auditTexts';
import { activated, closeEditors, file, opened, resetSettings, set, until } from '../openDocuments';

const auditLanguage = 'cloudhsm-audit';
const audit = auditLog(auditText(), auditText({ sequence: 1 }));
const other = '2026-03-12T03:12:07Z INFO server started\nTime: is money\nOpcode: none\n';

/** Long enough for a detection that should not happen. */
const settleMs = 300;

async function becomesAudit(document: vscode.TextDocument): Promise<void> {
  await until(`${document.uri.path} is an audit log`, () => document.languageId === auditLanguage);
}

async function stays(document: vscode.TextDocument, language: string): Promise<void> {
  await sleep(settleMs);
  assert.equal(document.languageId, language);
}

describe('the language of a file', () => {
  before(activated);
  afterEach(async () => {
    await closeEditors();
    await resetSettings();
  });

  for (const name of ['detect/a.log', 'detect/a.txt', 'detect/UPPER.LOG']) {
    it(`is found by content for ${name}`, async () => {
      await becomesAudit(await opened(name, audit));
    });
  }

  it('is found where the text begins in the middle of an event', async () => {
    await becomesAudit(await opened('detect/cut.log', audit.slice(40)));
  });

  it('is found for certificate events', async () => {
    const json =
      '{"object_handle":72339069014639683,"op_code":"CreateObject","response":"OK","attributes":null,"timestamp":1727301010325}\n';
    await becomesAudit(await opened('detect/certificates.log', json));
  });

  it('stays that of the file when the content is something else', async () => {
    await stays(await opened('detect/other.log', other), 'log');
    await stays(await opened('detect/other.txt', other), 'plaintext');
  });

  it('stays that of the file when the setting turns detection off', async () => {
    await set('cloudhsm.detectLogFiles', false);
    await stays(await opened('detect/off.log', audit), 'log');
  });

  it('stays that of the file for other languages, whatever they hold', async () => {
    await stays(await opened('detect/quoted.md', `# Log\n\n${audit}`), 'markdown');
  });

  it('is left alone once a person has chosen another one', async () => {
    const uri = await file('detect/chosen.log', audit);
    const open = async (): Promise<vscode.TextDocument> => {
      // Not by openTextDocument, which holds a document for minutes.
      await vscode.commands.executeCommand('vscode.open', uri);
      const document = vscode.window.activeTextEditor?.document;
      assert.equal(document?.uri.toString(), uri.toString());
      return document;
    };
    const document = await open();
    await becomesAudit(document);
    await vscode.languages.setTextDocumentLanguage(document, 'log');
    await stays(document, 'log');

    await closeEditors();
    await until('the document is closed', () => document.isClosed);
    await stays(await open(), 'log');
  });

  it('is found again when a file was closed and is opened again', async () => {
    const uri = await file('detect/again.log', audit);
    for (let times = 0; times < 2; times++) {
      await vscode.commands.executeCommand('vscode.open', uri);
      const document = vscode.window.activeTextEditor?.document;
      assert.equal(document?.uri.toString(), uri.toString());
      await becomesAudit(document);
      await closeEditors();
      await until('the document is closed', () => document.isClosed);
    }
  });

  it('is left alone where files.associations names the file', async () => {
    await set('files.associations', { '*.device.log': 'log', '**/kept/*.txt': 'plaintext' });
    await stays(await opened('detect/hsm.device.log', audit), 'log');
    await stays(await opened('detect/kept/hsm.txt', audit), 'plaintext');
    await becomesAudit(await opened('detect/hsm.log', audit));
  });

  it('is that of audit logs for *.hsmaudit, whatever the file holds', async () => {
    assert.equal((await opened('detect/empty.hsmaudit', '')).languageId, auditLanguage);
  });

  it('is found by the first line for a name that VS Code does not know', async () => {
    assert.equal((await opened('detect/export.hsm1', audit)).languageId, auditLanguage);
    assert.equal((await opened('detect/no-extension', audit)).languageId, auditLanguage);
    assert.notEqual((await opened('detect/export.hsm2', other)).languageId, auditLanguage);
  });
});
