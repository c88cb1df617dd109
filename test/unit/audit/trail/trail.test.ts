import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describeTrail } from '../../../../src/audit/describe/describeTrail';
import { trailCalls, trailServiceEvents } from '../../../../src/audit/reference/trailEvents';
import { trailEvent } from '../../../../src/audit/trail/trailEvent';
import { looksLikeTrail, trailRecords } from '../../../../src/audit/trail/trailRecords';
import {
  trailCellAt,
  trailColumns,
  trailPlace,
  trailText,
} from '../../../../src/audit/trail/trailText';
import { trailRecords as sampleRecords } from '../../../../src/sources/sample/trailStory';

const records = sampleRecords();
const ids = records.map(({ eventID }) => eventID);

function record(members: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return {
    eventName: 'CreateHsm',
    eventSource: 'cloudhsm.amazonaws.com',
    eventTime: '2026-03-02T08:41:07Z',
    eventType: 'AwsApiCall',
    ...members,
  };
}

describe('the records of CloudTrail', () => {
  const forms: Readonly<Record<string, string>> = {
    'a file that CloudTrail delivers': JSON.stringify({ Records: records }),
    'the same, printed for people': JSON.stringify({ Records: records }, undefined, 2),
    'a list': JSON.stringify(records),
    'one record a line': records.map((one) => JSON.stringify(one)).join('\n'),
    'one record a line, with line ends of Windows': records
      .map((one) => `${JSON.stringify(one)}\r\n`)
      .join(''),
    'lines of aws logs tail': records
      .map((one) => `2026-03-02T08:41:07.000Z trail_eu ${JSON.stringify(one)}`)
      .join('\n'),
    'the answer of aws cloudtrail lookup-events': JSON.stringify({
      Events: records.map((one) => ({
        EventId: one.eventID,
        CloudTrailEvent: JSON.stringify(one),
      })),
    }),
    'the answer of aws logs filter-log-events': JSON.stringify({
      events: records.map((one) => ({ timestamp: 0, message: JSON.stringify(one) })),
    }),
    'the answer of aws logs get-query-results': JSON.stringify({
      results: records.map((one) => [
        { field: '@timestamp', value: '2026-03-02 08:41:07.000' },
        { field: '@message', value: JSON.stringify(one) },
      ]),
    }),
    'rows of CSV': `@timestamp,@message,@log\r\n${records
      .map((one) => `2026-03-02,"${JSON.stringify(one).replaceAll('"', '""')}",1:trail\r\n`)
      .join('')}`,
    'texts behind each other': records.map((one) => JSON.stringify({ Records: [one] })).join(''),
    'texts for people behind each other': records
      .map((one) => JSON.stringify(one, undefined, 2))
      .join('\n'),
    'events of EventBridge': JSON.stringify(
      records.map((one) => ({ source: 'aws.cloudhsm', detail: one })),
    ),
  };
  for (const [form, text] of Object.entries(forms)) {
    it(`are found in ${form}`, () => {
      const { events, otherLines } = trailRecords(text);
      assert.deepEqual(
        events.map(({ id }) => id),
        ids,
      );
      assert.deepEqual(otherLines, form === 'rows of CSV' ? [1] : []);
    });
  }

  it('are found in a file that was cut, which is told', () => {
    const text = JSON.stringify({ Records: records }, undefined, 2);
    const { events, isCut } = trailRecords(text.slice(0, text.length - 40));
    assert.deepEqual(
      events.map(({ id }) => id),
      ids.slice(0, -1),
    );
    assert.ok(isCut);
    assert.equal(trailRecords(text).isCut, false);
    const quote = 'a " b\n{"x": "}{"}\n' + JSON.stringify(records[0], undefined, 1);
    assert.equal(trailRecords(quote).events.length, 1);
  });

  it('are kept beside lines that are none, which are told', () => {
    const { events, otherLines } = trailRecords(
      ['# exported', JSON.stringify(records[0]), '', '{"a": 1}', JSON.stringify(records[1])].join(
        '\n',
      ),
    );
    assert.equal(events.length, 2);
    assert.deepEqual(otherLines, [1, 4]);
  });

  it('are kept beside objects over several lines that are none, which are told', () => {
    const [first, second] = records.map((one) => JSON.stringify(one, undefined, 2));
    const lines = (first ?? '').split('\n').length;
    const text = [first, '{', '  "eventName": broken', '}', '{"a": 1}', second].join('\n');
    const { events, otherLines, isCut } = trailRecords(text);
    assert.deepEqual(
      events.map(({ id }) => id),
      ids.slice(0, 2),
    );
    assert.deepEqual(otherLines, [lines + 1, lines + 4]);
    assert.equal(isCut, false);
    const list = JSON.stringify({ Records: records }, undefined, 2);
    assert.deepEqual(trailRecords(list.slice(0, list.length - 40)).otherLines, []);
  });

  it('are looked for in any text without an error', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.jsonValue().map((value) => JSON.stringify({ Records: value })),
        ),
        (text) => {
          const { events } = trailRecords(text);
          trailText(events);
        },
      ),
    );
  });

  it('are recognised by the start of a file', () => {
    assert.ok(looksLikeTrail(JSON.stringify({ Records: records }).slice(0, 1000)));
    assert.ok(
      looksLikeTrail(JSON.stringify({ message: JSON.stringify(records[0]) }).slice(0, 1500)),
    );
    assert.ok(!looksLikeTrail('Time: 12/19/17 21:01:16.962174'));
  });
});

describe('a decoded event of CloudTrail', function () {
  this.timeout(20_000);

  it('says who did what, from where, on what, and how it ended', () => {
    const { text } = trailText(trailRecords(JSON.stringify(records)).events);
    const lines = text.split('\n');
    assert.match(
      lines[0] ?? '',
      /^Time \(UTC\) +Outcome +Event +What on +Who +From where +Meaning$/,
    );
    const line = (name: string): string =>
      (lines.find((one) => one.includes(name)) ?? '').replace(/ {2,}/g, ' | ');
    assert.equal(
      line('CreateHsm'),
      '2026-03-02T08:41:07Z | ok | CreateHsm | hsm-a4tzqk7wnme cluster-sampledemo2 | "HsmAdmin/operator" | 198.51.100.24 aws-cli | Add an HSM',
    );
    assert.equal(
      line('CopyBackupToRegion'),
      '2026-03-13T02:47:03Z | REJECTED CloudHsmAccessDeniedException | CopyBackupToRegion | backup-sampledemo2a | "build-agent" | 203.0.113.77 python-requests | Copy a backup to a region',
    );
    assert.match(line('DeleteBackup'), /"cloudhsm\.amazonaws\.com" \| .* \| Backup expired$/);
  });

  it('stands in the order of time, the oldest first', () => {
    const { events } = trailText([...trailRecords(JSON.stringify(records)).events].reverse());
    assert.deepEqual(
      events.map(({ id }) => id),
      ids,
    );
  });

  it('says of what began, what only reads and what the service did how each ended', () => {
    const ended = (members: Readonly<Record<string, unknown>>): string | undefined =>
      describeTrail(trailEvent(record(members)), 'outcome').sentences[0];
    assert.match(ended({}) ?? '', /can still fail/);
    assert.match(ended({ eventName: 'DescribeClusters' }) ?? '', /changes nothing/);
    assert.match(ended({ eventType: 'AwsServiceEvent' }) ?? '', /by itself/);
  });

  it('tells a call of the API from what the service did itself, though the name is the same', () => {
    const call = trailEvent(record({ eventName: 'DeleteBackup' }));
    const service = trailEvent(record({ eventName: 'DeleteBackup', eventType: 'AwsServiceEvent' }));
    assert.match(describeTrail(call, 'event').title, /^API call DeleteBackup$/);
    assert.match(describeTrail(service, 'event').title, /^DeleteBackup, by CloudHSM itself$/);
    assert.notDeepEqual(
      describeTrail(call, 'event').sentences,
      describeTrail(service, 'event').sentences,
    );
  });

  it('explains every API name and every service event', () => {
    assert.equal(trailCalls.length, 18);
    assert.equal(trailServiceEvents.length, 6);
    for (const { name, kind, meaning, link } of [...trailCalls, ...trailServiceEvents]) {
      const event = trailEvent(
        record({
          eventName: name,
          eventType: kind === 'service' ? 'AwsServiceEvent' : 'AwsApiCall',
        }),
      );
      const description = describeTrail(event, 'event');
      assert.equal(description.sentences[0], meaning);
      assert.equal(description.link, link);
    }
    const unknown = describeTrail(trailEvent(record({ eventName: 'MakeCoffee' })), 'event');
    assert.match(unknown.sentences[0] ?? '', /^No table here knows this event/);
  });

  it('names the stream that an HSM begins or ends, but not for a rejected call', () => {
    const streams = records.map((one) => trailEvent(one).stream).filter((one) => one !== undefined);
    assert.deepEqual(
      streams.map(({ hsm, end }) => `${hsm} ${end}`),
      [
        'hsm-a4tzqk7wnme begins',
        'hsm-b6jx3rfdhyu begins',
        'hsm-b6jx3rfdhyu ends',
        'hsm-c2pmvg5lsoa begins',
      ],
    );
  });

  it('shows events of other services with their service', () => {
    const { text } = trailText([
      trailEvent(record({ eventSource: 'ec2.amazonaws.com', eventName: 'RunInstances' })),
    ]);
    assert.match(text, / {2}ec2:RunInstances {2}.*Event of another service$/m);
  });

  it('shows a sign-in that failed as rejected, though its record has no code', () => {
    const signIn = (members: Readonly<Record<string, unknown>>) => {
      const event = trailEvent(
        record({
          eventName: 'ConsoleLogin',
          eventSource: 'signin.amazonaws.com',
          eventType: 'AwsConsoleSignIn',
          ...members,
        }),
      );
      const [, line = ''] = trailText([event]).text.split('\n');
      return { outcome: line.split(/ {2,}/)[1], hover: describeTrail(event, 'outcome') };
    };
    const failure = { ConsoleLogin: 'Failure' };
    const failed = signIn({ errorMessage: 'Failed authentication', responseElements: failure });
    assert.equal(failed.outcome, 'REJECTED Failed authentication');
    assert.equal(failed.hover.title, 'Rejected: Failed authentication');
    assert.deepEqual(failed.hover.facts, [], 'the message is the title');
    assert.equal(signIn({ responseElements: failure }).outcome, 'REJECTED Failure');
    const coded = signIn({ errorCode: 'AccessDenied', errorMessage: 'No.' });
    assert.equal(coded.outcome, 'REJECTED AccessDenied');
    assert.deepEqual(coded.hover.facts, [['Message', 'No.']]);
    const accepted = signIn({ errorMessage: '', responseElements: { ConsoleLogin: 'Success' } });
    assert.equal(accepted.outcome, 'ok');
  });

  it('names a backup that only an ARN tells, and says in a hover what was asked for', () => {
    const backupArn = 'arn:aws:cloudhsm:eu-central-1:123456789012:backup/backup-sampledemo2a';
    const shared = trailEvent(
      record({
        eventName: 'PutResourcePolicy',
        requestParameters: { resourceArn: backupArn, policy: '{"Principal":"999999999999"}' },
      }),
    );
    assert.deepEqual(shared.targets, ['backup-sampledemo2a']);
    const asked = new Map(describeTrail(shared, 'on').facts);
    assert.equal(asked.get('policy'), '{"Principal":"999999999999"}');
    const expired = trailEvent(
      record({ eventType: 'AwsServiceEvent', resources: [{ ARN: backupArn }] }),
    );
    assert.deepEqual(expired.targets, ['backup-sampledemo2a']);
    const copy = trailEvent(
      record({ requestParameters: { backupId: 'backup-a', to: { region: 'us-east-1', days: 9 } } }),
    );
    assert.deepEqual(describeTrail(copy, 'on').facts, [
      ['backup', 'backup-a'],
      ['to.region', 'us-east-1'],
      ['to.days', '9'],
    ]);
    const many = Object.fromEntries(Array.from({ length: 99 }, (_, index) => [`p${index}`, 1]));
    assert.equal(trailEvent(record({ requestParameters: many })).parameters.length, 12);
  });

  it('has room for the events of a busy account', () => {
    const event = trailEvent(record({}));
    const { eventOfLine } = trailText(Array.from({ length: 150_000 }, () => event));
    assert.equal(eventOfLine.length, 150_001);
  });

  it('keeps every event on one line and every cell in its column, whatever a caller wrote', () => {
    fc.assert(
      fc.property(
        fc.record({
          name: fc.string(),
          agent: fc.string({ unit: 'binary' }),
          who: fc.string(),
          code: fc.string({ minLength: 1 }),
        }),
        ({ name, agent, who, code }) => {
          const event = trailEvent(
            record({
              eventName: name,
              userAgent: agent,
              errorCode: code,
              errorMessage: '\u001b[31m$(flame)',
              sourceIPAddress: 'a  b\nc\u202e',
              userIdentity: { userName: who },
            }),
          );
          const { text, eventOfLine } = trailText([event]);
          const lines = text.split('\n');
          assert.equal(lines.length, 3);
          assert.deepEqual(eventOfLine, [undefined, event]);
          assert.doesNotMatch(text, /(?!\n)[\p{Cc}\p{Cf}]/u);
          assert.equal((lines[1] ?? '').split(/ {2,}/).length, trailColumns.length);
        },
      ),
    );
  });

  it('is found by its id, behind the notes, however many lines were read', () => {
    const shown = trailText(trailRecords(JSON.stringify(records)).events, ['A note.', 'Another.']);
    for (const id of ids) {
      const place = trailPlace(shown, String(id));
      const line = shown.text.slice(0, place).split('\n').length - 1;
      assert.equal(shown.eventOfLine[line]?.id, id);
      assert.equal(place === 0 || shown.text[(place ?? 0) - 1] === '\n', true);
    }
    assert.equal(trailPlace(shown, 'none'), undefined);
  });

  it('is found by the place in its line', () => {
    const { text } = trailText([trailEvent(record({}))]);
    const line = text.split('\n')[1] ?? '';
    assert.equal(trailCellAt(line, 3)?.column, 'time');
    assert.equal(trailCellAt(line, line.indexOf('CreateHsm') + 2)?.column, 'event');
    assert.equal(trailCellAt(line, line.length)?.column, 'meaning');
  });

  it('is found in its column, however many blanks a name has', () => {
    const event = trailEvent(
      record({
        userIdentity: { userName: '  a   b  "  ' },
        sourceIPAddress: '198.51.100.24',
        errorMessage: '  no   way  ',
      }),
    );
    const line = trailText([event]).text.split('\n')[1] ?? '';
    const columnOf = (text: string): string | undefined =>
      trailCellAt(line, line.indexOf(text))?.column;
    assert.equal(columnOf('no way'), 'outcome');
    for (const part of ['" \\u0020a', 'a \\u0020\\u0020b', '\\"'])
      assert.equal(columnOf(part), 'who');
    assert.equal(columnOf('198.51'), 'from');
    assert.equal(columnOf('Add an HSM'), 'meaning');
  });
});
