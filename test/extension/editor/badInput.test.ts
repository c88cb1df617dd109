import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Reader } from '../../../src/audit/time/moments';
import { AuditDocuments } from '../../../src/editor/auditDocuments';
import { AuditHover } from '../../../src/editor/auditHover';
import { auditLog, auditText, loginOf } from '../auditTexts';
import { hoverAt } from './hovers';
import { languageReady, activeEditor, closeEditors, file } from '../openDocuments';

const megabyte = 1 << 20;

function bytes(...parts: readonly (string | readonly number[])[]): Uint8Array {
  return Buffer.concat(parts.map((part) => Buffer.from(part as string)));
}

interface BadInput {
  readonly content: string | Uint8Array;
  /** What the decoded view must say of it. */
  readonly decoded: RegExp;
  /** VS Code itself refuses to show it as text. */
  readonly binary?: boolean;
}

const inputs: Readonly<Record<string, BadInput>> = {
  'an empty file': { content: '', decoded: /^Time \(UTC\).*\n$/ },
  'blank lines': { content: '\n \n\t\r\n', decoded: /^Time \(UTC\).*\n$/ },
  'a binary file': {
    content: Uint8Array.from({ length: 4096 }, (_, i) => (i * 73 + 11) % 256),
    decoded: /! line 1 is no audit event: /,
    binary: true,
  },
  'a binary file with an event in it': {
    content: bytes([0, 1, 2, 255, 10], auditText(), '\n\n', [0, 0, 200]),
    decoded: /! line 1 is no audit event.*\n.*CN_LOGIN.*SUCCESS/,
    binary: true,
  },
  'half an event': { content: auditText().slice(0, 150), decoded: /2026-03-12T03:12:07\.140812Z/ },
  'the end of an event': {
    content: auditText().slice(150),
    decoded: /! line 1 is no audit event: .*\n.* user "payments_app" \(crypto user\) +SUCCESS/,
  },
  'an event cut in a label': { content: `${auditText()}\nUser Na`, decoded: /CN_LOGIN .*SUCCESS/ },
  'a line of a megabyte in an event': {
    content: loginOf('x'.repeat(megabyte)),
    decoded: /CN_LOGIN .*user "x{256}…"/,
  },
  'a line of a megabyte that is no event': {
    content: `${'lorem '.repeat(megabyte / 6)}\n\n${auditText()}\n`,
    decoded: /! line 1 is no audit event: lorem lorem .*…\n.*CN_LOGIN/,
  },
  'a megabyte of colons': { content: ':'.repeat(megabyte), decoded: /! line 1 is no audit event/ },
  'a megabyte of brackets': {
    content: `{"object_handle":${'['.repeat(megabyte)}`,
    decoded: /^Time \(UTC\)/,
  },
  'invalid UTF-8': {
    content: bytes(
      'Time: ',
      [0xff, 0xfe],
      '\n',
      auditText(),
      '\nMade up : ',
      [0xc3, 0x28, 0x80],
      '\n',
    ),
    decoded: /CN_LOGIN .*SUCCESS/,
  },
  'invalid UTF-8 in a user name': {
    content: bytes(auditText().split('payments_app')[0]!, [0xed, 0xa0, 0x80, 0xff], '\n'),
    decoded: /user "\ufffd+"/,
  },
  'a byte order mark': {
    content: `\ufeff${auditText()}\n`,
    decoded: /\n2026-.*CN_LOGIN .*SUCCESS/,
  },
  'old Mac line ends': {
    content: auditText().replaceAll('\n', '\r'),
    decoded: /2026-03-12T03:12:07\.140812Z/,
  },
  'numbers that are none': {
    content: auditText()
      .replace('0x0\n', '0xzz\n')
      .replace('0x107', '-1')
      .replace('1773285127140812', '9'.repeat(40))
      .replace('0:HSM', '99999999999999999999999:HSM'),
    decoded: /CN_LOGIN .* 0xzz\n/,
  },
  'dates that are none': {
    content:
      'Time: 99/99/99 99:99:99.999999, usecs:18446744073709551615\nOpcode : CN_LOGIN (0xd)\n',
    decoded: /CN_LOGIN/,
  },
  'certificate JSON cut short': {
    content:
      '{"object_handle":72339069014639683,"op_code":"CreateObj\n{"op_code":"X","response":\n',
    decoded: /object 72339069014639683/,
  },
  'ten thousand empty events': { content: 'Time:\n'.repeat(10_000), decoded: /^Time \(UTC\)/ },
};

describe('bad input', () => {
  before(languageReady);
  afterEach(closeEditors);

  for (const [name, { content, decoded, binary }] of Object.entries(inputs)) {
    it(`opens, is hovered and decoded: ${name}`, async () => {
      const uri = await file(`bad/${name.replaceAll(' ', '-')}.hsmaudit`, content);
      if (binary) {
        await assert.rejects(Promise.resolve(vscode.workspace.openTextDocument(uri)), /binary/);
      } else {
        await hoverEverywhere(await vscode.workspace.openTextDocument(uri));
      }
      await vscode.commands.executeCommand('cloudhsm.openDecoded', uri);
      const shown = activeEditor().document;
      assert.equal(shown.languageId, 'cloudhsm-decoded');
      assert.match(shown.getText(), decoded);
      await hoverAt(shown, new vscode.Position(1, 3));
    });
  }

  it('opens and is hovered wherever a log is cut', async () => {
    const log = auditLog(auditText(), loginOf('a.b-c@d'));
    const document = await vscode.workspace.openTextDocument({
      language: 'cloudhsm-audit',
      content: log,
    });
    await vscode.window.showTextDocument(document);
    for (let end = log.length; end > 0; end -= 17) {
      const edit = new vscode.WorkspaceEdit();
      edit.delete(
        document.uri,
        new vscode.Range(document.positionAt(end), document.positionAt(log.length)),
      );
      await vscode.workspace.applyEdit(edit);
      await hoverEverywhere(document, 30, 1);
    }
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});

/** Asks for hovers all over a document: what is thrown comes through. */
async function hoverEverywhere(
  document: vscode.TextDocument,
  places = 200,
  asked = 3,
): Promise<void> {
  const reader = new Reader(() => Date.UTC(2026, 2, 12), 'en', 'UTC');
  const hover = new AuditHover(new AuditDocuments(), reader);
  const length = document.getText().length;
  for (let i = 0; i <= places; i++) {
    await hover.provideHover(document, document.positionAt(Math.floor((length * i) / places)));
  }
  for (let i = 0; i < asked; i++) {
    await hoverAt(document, document.positionAt(Math.floor((length * (i + 0.5)) / asked)));
  }
}
