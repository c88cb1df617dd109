import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AuditLog } from '../../../../src/audit/table/auditLog';
import { ndjsonLine } from '../../../../src/audit/export/ndjson';
import { auditLogs, certificates } from '../../../fixtures/auditLogs';
import { PublishedSchema } from '../../../fixtures/eventSchema';

const origin = {
  cluster: 'cluster-likphkxygsn',
  stream: 'hsm-aaaaaaaaaaa',
  source: { file: 'a.log', line: 1, offset: 0, length: 9 },
};

describe('the published schema of the JSON format', () => {
  const schema = new PublishedSchema();

  function assertFits(text: string): void {
    for (const event of AuditLog.of(text).events()) {
      const line = ndjsonLine(event, text, origin);
      assert.deepEqual(schema.faults(line), [], line);
    }
  }

  it('fits events of both generations and certificate events, whole ones', () => {
    fc.assert(fc.property(auditLogs, ({ text }) => assertFits(text)));
    fc.assert(fc.property(certificates, assertFits));
  });

  it('fits what is left of damaged events', () => {
    const damage = fc.record({
      at: fc.double({ min: 0, max: 0.999, noNaN: true }),
      cut: fc.nat({ max: 40 }),
      put: fc.constantFrom('', '\n', ' ', 'x', ': ', '{', '"', '\nOpcode : CN_LOGIN (0xe)\n'),
    });
    fc.assert(
      fc.property(auditLogs, fc.array(damage, { maxLength: 5 }), (log, damages) => {
        let { text } = log;
        for (const { at, cut, put } of damages) {
          const from = Math.floor(at * text.length);
          text = text.slice(0, from) + put + text.slice(from + cut);
        }
        assertFits(text);
      }),
    );
  });

  it('fits events of which only a record number is known', () => {
    const log = AuditLog.of('Time: 03/12/26 03:12:07.140812, usecs:1773285127140812\n');
    const line = ndjsonLine(log.event(0), log.text, { source: { file: 'a.gz', record: 3 } });
    assert.deepEqual(schema.faults(line), []);
  });

  for (const [what, line] of [
    ['a version that it is not', '{"v":2,"kind":"audit"}'],
    ['a kind that there is not', '{"v":1,"kind":"trail"}'],
    ['a key that there is not', '{"v":1,"kind":"audit","colour":"red"}'],
    ['a number that JSON would round', '{"v":1,"kind":"audit","timeUsecs":1773285127140812}'],
    ['a time without its microseconds', '{"v":1,"kind":"audit","time":"2026-03-12T03:12:07Z"}'],
    ['keys in another order', '{"kind":"audit","v":1}'],
    ['members in another order', '{"v":1,"kind":"audit","keys":{"key":"1","private":"2"}}'],
  ] as const) {
    it(`does not fit ${what}`, () => assert.notDeepEqual(schema.faults(line), []));
  }
});
