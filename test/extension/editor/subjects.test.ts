import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { auditLog, auditText, loginOf } from '../auditTexts';
import { closeEditors, languageReady, opened } from '../openDocuments';

const key = { kind: 'keys', secret: 990_077, public: 0 } as const;
const log = auditLog(
  loginOf('mallory', { opcode: { name: 'CN_CREATE_USER', code: 3 }, sessionHandle: 0x9014000 }),
  loginOf('mallory', { sequence: 1 }),
  auditText({
    sequence: 2,
    opcode: { name: 'CN_GENERATE_KEY', code: 0x17 },
    sessionHandle: 0x7014007,
    details: key,
  }),
  auditText({
    sequence: 3,
    opcode: { name: 'CN_WRAP_KEY', code: 0x1a },
    sessionHandle: 0x7014008,
    details: key,
  }),
);

describe('a key, user or session in an audit log', () => {
  let document: vscode.TextDocument;

  before(async () => {
    await languageReady();
    await closeEditors();
    document = await opened('subjects/one.hsmaudit', log);
  });
  after(closeEditors);

  function place(text: string, from = 0): vscode.Position {
    const at = log.indexOf(text, from);
    assert.ok(at >= 0, text);
    return document.positionAt(at + 1);
  }

  /** The opcode of the event that a definition leads to, and what is selected there. */
  async function definition(at: vscode.Position): Promise<readonly [string, string] | undefined> {
    const [link] = await vscode.commands.executeCommand<vscode.LocationLink[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      at,
    );
    if (link === undefined) return undefined;
    const opcode = /Opcode : (\w+)/.exec(document.getText(link.targetRange))?.[1];
    return [opcode ?? '', document.getText(link.targetSelectionRange)];
  }

  async function references(at: vscode.Position): Promise<readonly string[]> {
    const locations = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeReferenceProvider',
      document.uri,
      at,
    );
    const texts = locations.map(async ({ uri, range }) =>
      (await vscode.workspace.openTextDocument(uri)).getText(range),
    );
    return Promise.all(texts);
  }

  it('leads from a key to the event that made it', async () => {
    const at = place('990077', log.indexOf('CN_WRAP_KEY'));
    assert.deepEqual(await definition(at), ['CN_GENERATE_KEY', '990077']);
  });

  it('leads from a user to its creation', async () => {
    const at = place('mallory', log.indexOf('CN_LOGIN'));
    assert.deepEqual(await definition(at), ['CN_CREATE_USER', 'mallory']);
  });

  it('leads from a session to its login', async () => {
    assert.equal((await definition(place('0x7014008')))?.[0], 'CN_LOGIN');
  });

  it('leads nowhere from any other field', async () => {
    assert.equal(await definition(place('Opcode')), undefined);
    assert.deepEqual(await references(place('Opcode')), []);
  });

  it('has the events on it as references, each shown at its opcode', async () => {
    assert.deepEqual(await references(place('990077')), [
      'CN_GENERATE_KEY (0x17)',
      'CN_WRAP_KEY (0x1a)',
    ]);
    assert.deepEqual(await references(place('mallory')), [
      'CN_CREATE_USER (0x3)',
      'CN_LOGIN (0xd)',
    ]);
    assert.deepEqual(await references(place('0x7014008')), [
      'CN_LOGIN (0xd)',
      'CN_GENERATE_KEY (0x17)',
      'CN_WRAP_KEY (0x1a)',
    ]);
  });

  it('has references in every other open audit document, but a session has none there', async () => {
    const other = auditText({
      opcode: { name: 'CN_DESTROY_OBJECT', code: 0x11 },
      sessionHandle: 0x7014008,
      details: key,
    });
    await vscode.window.showTextDocument(await opened('subjects/two.hsmaudit', auditLog(other)));
    assert.deepEqual(await references(place('990077')), [
      'CN_GENERATE_KEY (0x17)',
      'CN_WRAP_KEY (0x1a)',
      'CN_DESTROY_OBJECT (0x11)',
    ]);
    assert.equal((await references(place('0x7014008'))).length, 3);
  });

  it('has none in a log that is known to be of another cluster, and comes from where it was made', async () => {
    const [one, other] = ['cluster-aaaaaaaaaaa', 'cluster-bbbbbbbbbbb'];
    const subject = { kind: 'keys', secret: 880_011, public: 0 } as const;
    const using = auditText({ opcode: { name: 'CN_WRAP_KEY', code: 0x1a }, details: subject });
    const making = auditText({
      opcode: { name: 'CN_GENERATE_KEY', code: 0x17 },
      details: subject,
    });
    const created = loginOf('trudy', { opcode: { name: 'CN_CREATE_USER', code: 3 } });
    const [use, same, foreign] = await Promise.all([
      opened(`${one}/use.hsmaudit`, auditLog(using, loginOf('trudy', { sequence: 1 }))),
      opened(`${one}/make.hsmaudit`, auditLog(making, created)),
      opened(`${other}/make.hsmaudit`, auditLog(making, created)),
    ]);
    for (const shown of [foreign, same, use]) {
      await vscode.window.showTextDocument(shown, { preview: false });
    }
    const at = (text: string): vscode.Position => use.positionAt(use.getText().indexOf(text) + 1);
    const places = async (provider: string, text: string): Promise<readonly string[]> => {
      const found = await vscode.commands.executeCommand<
        readonly (vscode.Location | vscode.LocationLink)[]
      >(provider, use.uri, at(text));
      return found.map((place) => ('uri' in place ? place.uri : place.targetUri).toString());
    };
    const [own, made] = [use.uri.toString(), same.uri.toString()];
    // VS Code sorts references by their documents' names.
    assert.deepEqual(await places('vscode.executeReferenceProvider', '880011'), [made, own]);
    assert.deepEqual(await places('vscode.executeDefinitionProvider', '880011'), [made]);
    assert.deepEqual(await places('vscode.executeDefinitionProvider', 'trudy'), [made]);
  });

  it('is marked where it is printed again, and no other equal word is', async () => {
    const marked = async (at: vscode.Position): Promise<readonly string[]> => {
      const highlights = await vscode.commands.executeCommand<
        vscode.DocumentHighlight[] | undefined
      >('vscode.executeDocumentHighlights', document.uri, at);
      return (highlights ?? []).map(({ range }) => document.getText(range));
    };
    assert.deepEqual(await marked(place('990077')), ['990077', '990077']);
    assert.deepEqual(await marked(place('Opcode')), ['Opcode']);
  });

  it('cannot be renamed', async () => {
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit | undefined>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      place('mallory'),
      'bob',
    );
    assert.equal(edit?.size ?? 0, 0);
  });

  it('is found among the symbols of the workspace', async () => {
    const found = async (query: string): Promise<readonly string[]> => {
      const symbols = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
        'vscode.executeWorkspaceSymbolProvider',
        query,
      );
      return symbols.map(({ name, containerName }) => `${name}: ${containerName}`);
    };
    assert.ok((await found('mallory')).includes('mallory: user, 2 events'));
    assert.ok((await found('99007')).includes('990077: key, 2 events'));
  });
});
