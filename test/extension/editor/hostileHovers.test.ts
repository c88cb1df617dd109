import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { classicForm } from '../../../src/sources/sample/eventText';
import { auditLog, auditText, hostileNames, loginOf } from '../auditTexts';
import { hoverOn, liveMarkup, type ShownHover } from './hovers';
import { activeEditor, closeEditors, file, languageReady, opened } from '../openDocuments';

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

  it('in the name of a file does not leave the address of its decoded view', async () => {
    const uri = await file('hostile/a?b#c%2F d.hsmaudit', auditLog(auditText({}, classicForm)));
    await vscode.commands.executeCommand('cloudhsm.openDecoded', uri);
    assert.match(activeEditor().document.getText(), /CN_LOGIN/);
  });
});
