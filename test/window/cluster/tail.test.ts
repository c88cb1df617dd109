import * as assert from 'node:assert/strict';
import { eventText } from '../../../src/sources/sample/eventText';
import { startEndpoint, type Endpoint } from '../../endpoint/server';
import { picture } from '../pictures';
import { rowMenu } from '../treeActions';
import { useWindow } from '../useWindow';

const cluster = 'cluster-abcdefghij2';
const logGroup = `/aws/cloudhsm/${cluster}`;

describe('a tail in the window', function () {
  this.timeout(120_000);
  let endpoint: Endpoint;
  let sent = 0;

  before(async () => {
    endpoint = await startEndpoint();
    send(60);
  });
  after(() => endpoint.stop());

  const window = useWindow(() => ({
    settings: {
      'cloudhsm.showSample': false,
      'cloudhsm.connections': [{ name: 'prod', region: 'us-east-1', endpoint: endpoint.url }],
    },
  }));

  /** Writes events of now, each with the next sequence number. */
  function send(count = 1): void {
    for (let left = count; left > 0; left--) {
      const timestamp = Date.now();
      const message = eventText({
        usecs: BigInt(timestamp) * 1000n,
        sequence: sent++,
        rebootCounter: 0xe8,
        commandType: { name: 'CN_MGMT_CMD', code: 0 },
        opcode: { name: 'CN_LOGIN', code: 0xd },
        sessionHandle: 0x1014006,
        response: { code: 0, verdict: 'return', text: 'SUCCESS' },
        logType: { name: 'MINIMAL_LOG_ENTRY', code: 0 },
      });
      endpoint.store.seed(logGroup, 'hsm-a', [{ timestamp, message }]);
    }
  }

  const status = (text: string | RegExp) =>
    window().page.locator('.statusbar-item', { hasText: text }).waitFor();

  it('follows the log, decoded, and says which way it goes', async () => {
    await window().showSideBar('CloudHSM');
    await window().expandTreeRow('prod');
    await rowMenu(window(), cluster, 'Tail');
    await status(/Live, 60 events/);
    send();
    await status(/Live, 61 events/);
    await window().lastLine(/0x3c\b/);
    await picture(window(), 'tail');
    assert.ok((await window().lineTexts()).every((line) => !line.includes('Sequence No')));
  });

  it('stays where somebody has scrolled to, and can be paused', async () => {
    await window().page.keyboard.press('Control+Home');
    await window().line('0x1');
    await status(/Ln 1/);
    await window().page.locator('.statusbar-item', { hasText: 'Live' }).click();
    await status(/Tail paused/);
    send(2);
    await status(/Tail paused, 2 more/);
    await picture(window(), 'tail-paused');
  });
});
