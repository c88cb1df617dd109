import * as assert from 'node:assert/strict';
import { classicForm } from '../../src/sources/sample/eventText';
import { auditLog, auditText, hostileNames, loginOf } from './auditTexts';
import { hoverAt, hoverOn, liveMarkup, type ShownHover } from './hovers';
import { languageReady, activeEditor, closeEditors, file, opened } from './openDocuments';
import * as vscode from 'vscode';

function isPlain(hover: ShownHover | undefined): void {
  assert.ok(hover, 'there is no hover');
  for (const part of hover.parts) {
    assert.ok(!part.isTrusted, 'commands in it could run');
    assert.ok(!part.supportHtml, 'HTML in it is HTML');
    assert.ok(!part.supportThemeIcons, 'icons in it are icons');
  }
  assert.equal(liveMarkup(hover.markdown), '', hover.markdown);
}

describe('hostile text in a log', () => {
  before(languageReady);
  after(closeEditors);

  for (const [index, name] of hostileNames.entries()) {
    it(`shows as text in a hover: ${name}`, async () => {
      const hover = await hoverOn(
        await opened(`hostile/${index}.hsmaudit`, auditLog(loginOf(name))),
        name,
      );
      isPlain(hover);
      assert.ok(hover.words.startsWith(`User name ${name}\n`), hover.words);
    });
  }

  it('is escaped in the hover of another event that names the user', async () => {
    const [name = ''] = hostileNames;
    const wrap = auditText({
      sequence: 1,
      opcode: { name: 'CN_WRAP_KEY', code: 0x1a },
      sessionHandle: 0x7014007,
      details: { kind: 'keys', secret: 1, public: 0 },
    });
    const document = await opened('hostile/session.hsmaudit', auditLog(loginOf(name), wrap));
    const hover = await hoverOn(document, 'Session Handle : 0x7014007');
    isPlain(hover);
    assert.ok(hover.words.includes(`user "${name}"`), hover.words);
  });

  it('is escaped in opcodes, responses, labels and every other field', async () => {
    const [link = '', image = ''] = hostileNames;
    const text = auditText({
      opcode: { name: link, code: 1 },
      commandType: { name: image, code: 2 },
      logType: { name: `**${link}**`, code: 3 },
      response: { code: 999, verdict: 'error', text: image },
      details: {
        kind: 'lines',
        lines: [
          ['Made up', link],
          ['User Type', image],
        ],
      },
    });
    const document = await opened('hostile/fields.hsmaudit', text);
    for (let line = 0; line < document.lineCount; line++) {
      isPlain(await hoverAt(document, document.lineAt(line).range.end));
    }
  });

  it('that turns the direction of writing is made visible', async () => {
    const document = await opened('hostile/rlo.hsmaudit', auditLog(loginOf('a\u202egnp.exe')));
    const hover = await hoverOn(document, 'gnp.exe');
    isPlain(hover);
    assert.doesNotMatch(hover.markdown, /\u202e/);
    assert.match(hover.words, /^User name a\\u202egnp\.exe\n/);
  });

  it('that is very long is cut in a hover, and not in the log', async () => {
    const name = `x${'<b>'.repeat(3400)}`;
    const document = await opened('hostile/long.hsmaudit', auditLog(loginOf(name)));
    const hover = await hoverOn(document, 'User Name');
    isPlain(hover);
    assert.ok(hover.markdown.length < 4000, `${hover.markdown.length} characters`);
    assert.equal(document.getText(hover.range), `User Name : ${name}`);
  });

  it('with line ends of other systems in it stays on its line', async () => {
    const name = 'a\u2028b\u0085c\u000bd\u001b[31m';
    const document = await opened('hostile/ends.hsmaudit', auditLog(loginOf(name)));
    const hover = await hoverOn(document, 'User Name');
    isPlain(hover);
    assert.match(hover.words, /^User name a\\u2028b\\u0085c\\u000bd\\u001b\[31m\n/);
  });

  it('stays in its cell of the decoded view, and is escaped in its hover', async () => {
    const names = [...hostileNames, 'a\u202eb', 'two  blanks', 'x\u2028y'];
    const log = auditLog(...names.map((name, sequence) => loginOf(name, { sequence })));
    const uri = await file('hostile/decoded.hsmaudit', log);
    await vscode.commands.executeCommand('cloudhsm.openDecoded', uri);
    const { document } = activeEditor();
    assert.equal(
      document.lineCount,
      names.length + 2,
      'a header, the events and the last line end',
    );
    for (let line = 1; line <= names.length; line++) {
      const { text } = document.lineAt(line);
      assert.equal(text.split(/ {2,}/).length, 8, text);
      assert.doesNotMatch(text, /[\p{Cc}\u2028\u202e]/u);
      isPlain(await hoverAt(document, new vscode.Position(line, text.indexOf('user "') + 3)));
    }
  });

  it('in the name of a file does not leave the address of its decoded view', async () => {
    const uri = await file('hostile/a?b#c%2F d.hsmaudit', auditLog(auditText({}, classicForm)));
    await vscode.commands.executeCommand('cloudhsm.openDecoded', uri);
    assert.match(activeEditor().document.getText(), /CN_LOGIN/);
  });
});
