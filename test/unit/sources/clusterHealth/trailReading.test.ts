import assert from 'node:assert/strict';
import { changeNames } from '../../../../src/audit/reference/trailEvents';
import type { TrailOptions, TrailPage } from '../../../../src/sources/clusterHealth/healthSource';
import { readTrail } from '../../../../src/sources/clusterHealth/trailReading';
import { HumanError } from '../../../../src/sources/humanError';

const minute = 60_000;
const end = Date.UTC(2026, 2, 2);

function record(id: string, eventName: string, time: number, source = 'cloudhsm'): string {
  return JSON.stringify({
    eventID: id,
    eventName,
    eventSource: `${source}.amazonaws.com`,
    eventTime: new Date(time).toISOString(),
  });
}

/** CloudTrail where a monitor lists the clusters every minute, and what else there is. */
function busyTrail(others: readonly string[], denied?: string) {
  const asked: TrailOptions[] = [];
  // eslint-disable-next-line @typescript-eslint/require-await -- the contract is asynchronous, this is at hand
  async function* trail(options: TrailOptions = {}): AsyncGenerator<TrailPage> {
    asked.push(options);
    const { name, range } = options;
    if (name !== undefined && name === denied) throw new HumanError('Too many requests.');
    if (name !== undefined) {
      const records = others.filter((text) => {
        const { eventName, eventTime } = JSON.parse(text) as Record<string, string>;
        return eventName === name && Date.parse(eventTime ?? '') < (range?.to ?? Infinity);
      });
      yield { records, hasMore: false };
      return;
    }
    for (let page = 0; page < 900; page++) {
      const records = Array.from({ length: 50 }, (_, index) => {
        const place = page * 50 + index;
        return record(`read-${place}`, 'DescribeClusters', end - place * minute);
      });
      yield { records, hasMore: true };
    }
  }
  return { asked, source: { trail } };
}

describe('what is read of CloudTrail', () => {
  const deletion = record('deletion', 'DeleteHsm', end - 20 * 24 * 60 * minute);
  const other = record('other', 'CreateCluster', end - 3 * 24 * 60 * minute, 'eks');
  const known = record('read-1', 'CreateHsm', end - 5 * minute);

  it('has what changed a cluster, however often somebody looks at it', async () => {
    const { asked, source } = busyTrail([deletion, other, known]);
    const range = { from: end - 30 * 24 * 60 * minute, to: end };

    const { events, cutAt, cause } = await readTrail(source, { range }, 3);

    assert.equal(cause, undefined);
    assert.equal(cutAt, end - 149 * minute);
    assert.deepEqual(
      events.slice(150).map(({ id }) => id),
      ['deletion'],
      'each event once, and none of another service',
    );
    assert.deepEqual(
      asked.slice(1).map(({ name }) => name),
      changeNames,
    );
    assert.ok(changeNames.length < 20 && changeNames.includes('BackupDeletedPermanently'));
    assert.ok(changeNames.includes('PutResourcePolicy'), 'who shares a backup gives keys away');
    for (const { range: part } of asked.slice(1)) {
      assert.deepEqual(part, { from: range.from, to: end - 149 * minute + 1 });
    }
  });

  it('looks behind the calls of other services, and says where it gave up', async () => {
    const busy = busyTrail([]);
    let pages = 0;
    const foreign = (page: number): string[] =>
      Array.from({ length: 50 }, (_, index) =>
        record(`foreign-${page}-${index}`, 'ModifyCluster', end - 4 * 24 * 60 * minute, 'redshift'),
      );
    const own = record('own', 'DeleteCluster', end - 9 * 24 * 60 * minute);

    async function* trail(options: TrailOptions = {}): AsyncGenerator<TrailPage> {
      if (options.name === 'ModifyCluster') {
        for (;;) yield { records: foreign((pages += 1)), hasMore: true };
      }
      if (options.name === 'DeleteCluster') {
        yield { records: foreign(0), hasMore: true };
        yield { records: [own], hasMore: false };
      } else yield* busy.source.trail(options);
    }
    const { events, partNames } = await readTrail({ trail }, {}, 1);
    assert.deepEqual(partNames, ['ModifyCluster']);
    assert.equal(pages, 4);
    assert.deepEqual(
      events.slice(50).map(({ id }) => id),
      ['own'],
    );
  });

  it('says what was read when the rest fails', async () => {
    const early = record('early', changeNames[0]!, end - 20 * 24 * 60 * minute);
    const { source } = busyTrail([early, deletion], 'DeleteHsm');
    const { events, cutAt, partNames, cause } = await readTrail(source, {}, 2);
    assert.ok(changeNames.indexOf('DeleteHsm') > 0);
    assert.deepEqual(partNames, changeNames.slice(changeNames.indexOf('DeleteHsm')));
    assert.deepEqual(
      events.slice(100).map(({ id }) => id),
      ['early'],
      'what was found by the names before stays',
    );
    assert.equal(cutAt, end - 99 * minute);
    assert.ok(cause instanceof HumanError);
  });
});
