import assert from 'node:assert/strict';
import { defaultColumns } from '../../../../src/audit/decoded/decodedColumns';
import { TailDocument } from '../../../../src/documents/tail/tailDocument';
import { HumanError } from '../../../../src/sources/humanError';
import { VirtualClock } from '../../../fixtures/virtualClock';
import { cluster, LiveSource } from '../../sources/tail/liveSource';

const now = 1_750_000_000_000;

/** An event as an HSM writes one, at a time in Unix ms. */
function auditEvent(time: number, sequence: number) {
  const usecs = `${time}000`;
  const message = [
    `Time: 06/15/25 15:06:40.000000, usecs:${usecs}`,
    'Version No : 1.0',
    `Sequence No : 0x${sequence.toString(16)}`,
    'Reboot counter : 0x1',
    'Command Type(hex) : CN_MGMT_CMD (0x0)',
    'Opcode : CN_LOGIN (0xd)',
    'Session Handle : 0x1004001',
    'Response : 0:HSM Return: SUCCESS',
    'Log type : MGMT_USER_DETAILS_LOG (2)',
    'User Name : admin',
    'User Type : CN_CRYPTO_OFFICER (2)',
  ].join('\n');
  return { timestamp: time, message };
}

describe('the document of a tail', () => {
  let clock: VirtualClock;
  let source: LiveSource;
  let tail: TailDocument;
  let limit: number;
  let next: number;
  beforeEach(() => {
    clock = new VirtualClock(now);
    source = new LiveSource(clock);
    source.add('hsm-a');
    limit = 1000;
    next = 1;
    source.sessions = [];
    const address = { connection: 'prod', logGroup: cluster.logGroup, stream: undefined };
    tail = new TailDocument(address, {
      source: () => source,
      clock,
      // A pause takes a turn of the event loop, in which the clock may go on.
      slicing: { now: () => 0, pause: () => Promise.resolve(), sliceMs: 1 },
      columns: () => defaultColumns,
      limit: () => limit,
      report: () => undefined,
      onText: () => undefined,
      onState: () => undefined,
    });
  });
  afterEach(() => tail.stop());

  const write = (name = 'hsm-a', count = 1): void => {
    for (let index = 0; index < count; index++) {
      source.add(name, auditEvent(clock.now() + index, next++));
    }
  };
  /** As long as it takes to confirm what is there by reading, and to show it. */
  const later = (): Promise<void> => clock.sleep(70_000);
  const sequences = (): readonly string[] => tail.text.match(/0x[0-9a-f]+(?= *$)/gm) ?? [];
  const withUpdates = (): void => {
    source.sessions = [() => ({ sent: [['hsm-a', auditEvent(clock.now(), next++)]] })];
  };

  it('begins as a header alone, and shows what there was, decoded', async () => {
    assert.equal(tail.text.trimEnd().split('\n').length, 1);
    write();
    tail.start();
    await later();
    assert.deepEqual(sequences(), ['0x1']);
    assert.match(tail.text, / ok +CN_LOGIN +user "admin"/);
  });

  it('has an order over several HSMs, and names them', async () => {
    write('hsm-a');
    source.add('hsm-b', auditEvent(now - 1000, next++));
    tail.start();
    await later();
    const lines = tail.text.trimEnd().split('\n').slice(1);
    assert.deepEqual(
      lines.map((line) => /hsm-\w/.exec(line)?.[0]),
      ['hsm-b', 'hsm-a'],
    );
  });

  it('stays as it is while it is paused, counts what comes, and shows it afterwards', async () => {
    withUpdates();
    tail.start();
    await clock.sleep(5000);
    tail.pause();
    await clock.sleep(1000);
    const { text } = tail;
    await clock.sleep(5000);
    assert.equal(tail.text, text);
    assert.ok(tail.waiting >= 4, `${tail.waiting} wait`);
    tail.resume();
    await clock.sleep(1000);
    assert.ok(tail.view.eventCount >= 9, `${tail.view.eventCount} are shown`);
  });

  it('is empty when it is cleared, also paused, and goes on', async () => {
    withUpdates();
    tail.start();
    await clock.sleep(5000);
    tail.pause();
    tail.clear();
    await clock.sleep(900);
    const { view } = tail;
    assert.equal(view.eventCount, 0);
    tail.resume();
    await clock.sleep(5000);
    assert.ok(tail.view.eventCount > 0);
  });

  it('keeps its text when it is stopped, and asks for nothing more', async () => {
    write();
    tail.start();
    await later();
    tail.stop();
    await clock.sleep(5000);
    const { reads } = source;
    write();
    await later();
    assert.deepEqual([sequences(), source.reads], [['0x1'], reads]);
  });

  it('keeps the newest events, and says how many fell off', async () => {
    limit = 100;
    write('hsm-a', 250);
    tail.start();
    await later();
    assert.ok(tail.length <= 100);
    assert.deepEqual([tail.length + tail.fallen, sequences().at(-1)], [250, '0xfa']);
  });

  it('stops with a reason when the log cannot be read', async () => {
    source.beforePage = () => {
      throw new HumanError('The log group is gone.');
    };
    tail.start();
    await later();
    assert.deepEqual([tail.mode, tail.failure?.message], ['stopped', 'The log group is gone.']);
  });
});
