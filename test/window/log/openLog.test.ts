import * as assert from 'node:assert/strict';
import { scratchFolder } from '../scratchFolder';
import { useWindow } from '../useWindow';

const event = `Time: 12/19/17 21:01:16.962174, usecs:1513717276962174
Sequence No : 0x0
Reboot counter : 0xe8
Command Type(hex) : CN_MGMT_CMD (0x0)
Opcode : CN_LOGIN (0xd)
Session Handle : 0x7014006
Response : 0:HSM Return: SUCCESS
Log type : MGMT_USER_DETAILS_LOG (2)
User Name : admin
User Type : CN_CRYPTO_OFFICER (2)
`;

describe('a log in the window', () => {
  const window = useWindow(async () => {
    const folder = await scratchFolder({ 'login.hsmaudit': event });
    return { folder: folder.path };
  });

  it('is coloured by the grammar and explained where the mouse points', async () => {
    await window().openFile('login.hsmaudit');
    const hover = await window().hover('CN_LOGIN');
    assert.notEqual(hover, '');
    const colors = new Set((await window().tokens('Opcode')).map((token) => token.color));
    assert.ok(colors.size > 1, 'the line has one colour');
  });

  it('is listed under its cluster in the sidebar', async () => {
    await window().showSideBar('CloudHSM');
    await window().treeRow('Sample cluster');
    const roots = (await window().treeRows()).filter(({ level }) => level === 1);
    assert.deepEqual(
      roots.map(({ label }) => label),
      ['Sample cluster'],
    );
  });
});
