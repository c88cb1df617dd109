import * as assert from 'node:assert/strict';
import { startEndpoint, type Endpoint } from '../../endpoint/server';
import { picture } from '../pictures';
import { rowMenu } from '../treeActions';
import { useWindow } from '../useWindow';

const id = 'cluster-abcdefghij2';
const silent = 'cluster-klmnopqrst2';
const busy = 'cluster-uvwxyz23452';
const logGroup = `/aws/cloudhsm/${id}`;
const at = Date.UTC(2026, 2, 1, 3, 12);

describe('the tree of clusters in the window', function () {
  this.timeout(120_000);
  let endpoint: Endpoint;

  before(async () => {
    endpoint = await startEndpoint();
    const { store, surroundings } = endpoint;
    for (const hsm of ['hsm-live', 'hsm-gone']) {
      store.seed(logGroup, hsm, [{ timestamp: at, message: 'Time: ' }]);
    }
    store.group(logGroup).retentionInDays = 30;
    for (let index = 0; index < 120; index++) {
      const name = `hsm-${String(index).padStart(3, '0')}`;
      store.seed(`/aws/cloudhsm/${busy}`, name, [
        { timestamp: at + index * 60_000, message: 'Time: ' },
      ]);
    }
    const cluster = {
      State: 'ACTIVE',
      HsmType: 'hsm2m.medium',
      Mode: 'FIPS',
      CreateTimestamp: new Date(Date.UTC(2024, 0, 1)),
    };
    const hsm = (HsmId: string) => ({
      HsmId,
      State: 'ACTIVE',
      AvailabilityZone: 'us-east-1a',
      EniIp: '10.0.0.7',
    });
    surroundings.clusters.push(
      { ...cluster, ClusterId: id, State: 'DEGRADED', Hsms: [hsm('hsm-live'), hsm('hsm-new')] },
      { ...cluster, ClusterId: silent, Hsms: [hsm('hsm-quiet')] },
    );
  });
  after(() => endpoint.stop());

  const window = useWindow(() => ({
    settings: {
      'cloudhsm.showSample': false,
      'cloudhsm.connections': [{ name: 'prod', region: 'us-east-1', endpoint: endpoint.url }],
    },
  }));

  /** What stands behind the label of a row, once that is as wanted. */
  async function described(label: string, wanted: RegExp): Promise<void> {
    const row = await window().treeRow(label);
    await row.locator('.label-description', { hasText: wanted }).waitFor();
  }

  it('says what CloudHSM says, and warns of events that expire', async () => {
    await window().showSideBar('CloudHSM');
    await window().expandTreeRow('prod');
    await described(id, /^DEGRADED · expires after 30 days · 2 HSMs/);
    await window().expandTreeRow(id);
    await described('hsm-live', /^Mar 1, 03:12 · us-east-1a$/);
    await described('hsm-gone', /^ended · Mar 1, 03:12$/);
    await described('hsm-new', /^no log stream yet$/);
    await picture(window(), 'tree-facts');
  });

  it('says why a cluster has no log group, and offers the check', async () => {
    await described(silent, /^no logs · 1 HSM$/);
    await window().expandTreeRow(silent);
    await window().treeRow('hsm-quiet');
    const rows = await window().treeRows();
    const first = rows.findIndex(({ label }) => label === silent) + 1;
    const reasons = rows.slice(first).filter(({ level }) => level === 3);
    assert.deepEqual(
      reasons.map(({ label }) => label),
      [
        'Health',
        'Cluster too new?',
        'Service role missing?',
        'Wrong region?',
        'Check why',
        'hsm-quiet',
      ],
    );
    await picture(window(), 'tree-no-logs');
    await (await window().treeRow('Check why')).click();
    await window().page.locator('.tab.active', { hasText: 'Preview' }).waitFor();
    await picture(window(), 'tree-no-logs-check');
    await (await window().treeRow(silent)).press('ArrowLeft');
  });

  it('finds a stream by name, also on a page that was not loaded', async () => {
    await (await window().treeRow(id)).press('ArrowLeft');
    await window().expandTreeRow(busy);
    await rowMenu(window(), busy, 'Filter by Name');
    await window().enter('hsm-00');
    await described('Filter: hsm-00', /^10 found$/);
    await window().treeRow('hsm-007');
    await picture(window(), 'tree-filter');
  });

  it('marks a favourite', async () => {
    await rowMenu(window(), 'hsm-007', 'Add to Favourites');
    await (await window().treeRow('hsm-007')).locator('.codicon-star-full').waitFor();
  });

  it('keeps a filter after a refresh, and shows a favourite first that is far behind', async () => {
    await window().runCommand('CloudHSM: Refresh');
    await described(id, /^DEGRADED/);
    await described('Filter: hsm-00', /^10 found$/);
    await rowMenu(window(), 'Filter: hsm-00', 'Filter by Name');
    await window().enter('');
    await window().treeRow('hsm-119');
    const rows = await window().treeRows();
    const first = rows.findIndex(({ label }) => label === busy) + 1;
    const shown = rows.slice(first, first + 3).map(({ label }) => label);
    assert.deepEqual(shown, ['Health', 'hsm-007', 'hsm-119']);
    await picture(window(), 'tree-favourites');
  });
});
