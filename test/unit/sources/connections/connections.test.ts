import assert from 'node:assert/strict';
import type { AwsConnection } from '../../../../src/sources/connections/connection';
import { checkConnections } from '../../../../src/sources/connections/connectionCheck';
import {
  Connections,
  type ConnectionSettings,
} from '../../../../src/sources/connections/connections';
import { HumanError } from '../../../../src/sources/humanError';
import type { LogSource } from '../../../../src/sources/logSource';
import { SampleSource } from '../../../../src/sources/sample/sampleSource';

class FakeSettings implements ConnectionSettings {
  readonly listeners = new Set<() => void>();

  constructor(public value: unknown) {}

  read(): unknown {
    return this.value;
  }

  async write(list: readonly unknown[]): Promise<void> {
    await Promise.resolve();
    this.set(list);
  }

  onDidChange(listener: () => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  set(value: unknown): void {
    this.value = value;
    for (const listener of this.listeners) listener();
  }
}

const production: AwsConnection = { name: 'production', region: 'eu-central-1' };
const staging: AwsConnection = { name: 'staging', region: 'eu-west-1', profile: 'staging' };

function connect(value: unknown) {
  const settings = new FakeSettings(value);
  const made: AwsConnection[] = [];
  const connections = new Connections(settings, {
    sample: () => new SampleSource(),
    aws: (connection): LogSource => {
      made.push(connection);
      return new SampleSource();
    },
  });
  return { settings, connections, made };
}

describe('checking connections', () => {
  for (const nothing of [undefined, null, []]) {
    it(`finds none in ${JSON.stringify(nothing)}`, () => {
      assert.deepEqual(checkConnections(nothing), { connections: [], problems: [] });
    });
  }

  it('keeps every part of a good one and nothing else', () => {
    const whole: AwsConnection = {
      name: 'Produktion München',
      region: 'us-gov-west-1',
      profile: 'two words',
      endpoint: 'https://vpce-1.logs.eu-central-1.vpce.amazonaws.com',
      logGroupPrefix: '/copies/hsm#1_',
    };
    const { connections, problems } = checkConnections([{ ...whole, secret: 'x' }]);
    assert.deepEqual(connections, [whole]);
    assert.deepEqual(problems, []);
  });

  for (const [what, entry, says] of [
    ['a string', 'production', /Connection 2 is not an object/],
    ['null', null, /Connection 2 is not an object/],
    ['a list', [], /Connection 2 is not an object/],
    ['no name', { region: 'eu-west-1' }, /Connection 2 has no name/],
    ['an empty name', { name: ' ', region: 'eu-west-1' }, /Connection 2 has no name/],
    ['a name with a slash', { name: 'a/b', region: 'eu-west-1' }, /slash/],
    ['a name of two lines', { name: 'a\nb', region: 'eu-west-1' }, /line end/],
    ['the name of the sample', { name: 'Sample', region: 'eu-west-1' }, /bundled sample/],
    ['a name twice', { name: 'Production', region: 'eu-west-1' }, /more than one .*"Production"/],
    ['no region', { name: 'x' }, /"x" has no region/],
    ['a region that is a number', { name: 'x', region: 1 }, /"x" has no region/],
    ['a region with a host in it', { name: 'x', region: 'evil.test/' }, /does not look like one/],
    ['a profile that is no text', { name: 'x', region: 'r', profile: 1 }, /profile of .*"x"/],
    ['an empty profile', { name: 'x', region: 'r', profile: '' }, /profile of .*"x"/],
    ['an endpoint without a scheme', { name: 'x', region: 'r', endpoint: 'localhost' }, /http:/],
    ['a file as endpoint', { name: 'x', region: 'r', endpoint: 'file:///etc' }, /http:/],
    [
      'a password in the endpoint',
      { name: 'x', region: 'r', endpoint: 'http://me:secret@host' },
      /no user name/,
    ],
    ['a bad prefix', { name: 'x', region: 'r', logGroupPrefix: 'a b' }, /log group prefix/],
    ['an empty prefix', { name: 'x', region: 'r', logGroupPrefix: '' }, /log group prefix/],
  ] as const) {
    it(`tells of an entry with ${what}, and keeps the others`, () => {
      const { connections, problems } = checkConnections([production, entry, staging]);
      assert.deepEqual(connections, [production, staging]);
      assert.equal(problems.length, 1);
      assert.match(problems[0]!, says);
      assert.ok(!problems[0]!.includes('secret'));
    });
  }

  it('tells of a setting that is no list', () => {
    assert.match(checkConnections({ production }).problems[0]!, /not a list/);
  });
});

describe('connections', () => {
  it('are those of the settings at the moment', () => {
    const { settings, connections } = connect([production, 7]);
    assert.deepEqual(connections.all(), [production]);
    assert.equal(connections.problems().length, 1);
    settings.set([staging]);
    assert.deepEqual(connections.all(), [staging]);
    assert.deepEqual(connections.byName('staging'), staging);
    assert.equal(connections.byName('production'), undefined);
    assert.equal(connections.byName('sample'), undefined);
  });

  it('give one source for as long as a connection stays the same', () => {
    const { settings, connections, made } = connect([production, staging]);
    const source = connections.source('production');
    assert.equal(connections.source('production'), source);
    settings.set([{ ...production }]);
    assert.equal(connections.source('production'), source);
    assert.equal(made.length, 1);
  });

  for (const part of ['region', 'profile', 'endpoint', 'logGroupPrefix'] as const) {
    it(`give a new source when the ${part} changes`, () => {
      const { settings, connections } = connect([production]);
      const source = connections.source('production');
      settings.set([{ ...production, [part]: part === 'endpoint' ? 'http://a.test' : 'other' }]);
      assert.notEqual(connections.source('production'), source);
    });
  }

  it('give the sample under its name, always the same one', () => {
    const { connections, made } = connect('nonsense');
    assert.ok(connections.source('sample') instanceof SampleSource);
    assert.equal(connections.source('sample'), connections.source('sample'));
    assert.equal(made.length, 0);
  });

  it('say so when there is no such connection', () => {
    const { connections } = connect([production]);
    assert.throws(
      () => connections.source('gone'),
      (error) => error instanceof HumanError && error.remedy === 'addConnection',
    );
  });

  it('are added behind the others, which stay as they were typed', async () => {
    const { settings, connections } = connect([{ nmae: 'typo' }, production]);
    await connections.add(staging);
    assert.deepEqual(settings.value, [{ nmae: 'typo' }, production, staging]);
  });

  it('are added to settings that hold nothing', async () => {
    const { settings, connections } = connect(undefined);
    await connections.add(staging);
    assert.deepEqual(settings.value, [staging]);
  });

  it('are not added when they cannot be used', async () => {
    const { settings, connections } = connect([production]);
    await assert.rejects(connections.add({ ...staging, name: 'PRODUCTION' }), HumanError);
    await assert.rejects(connections.add({ ...staging, region: 'no region' }), HumanError);
    assert.deepEqual(settings.value, [production]);
  });

  it('are not lost when several are added at once', async () => {
    const { settings, connections } = connect([]);
    const bad = connections.add({ ...staging, region: '' });
    await Promise.all([
      connections.add(production),
      assert.rejects(bad, HumanError),
      connections.add(staging),
    ]);
    assert.deepEqual(settings.value, [production, staging]);
  });

  it('do not overwrite settings that are no list', async () => {
    const { settings, connections } = connect({ production });
    await assert.rejects(connections.add(staging), HumanError);
    assert.deepEqual(settings.value, { production });
  });

  it('are removed by name, and nothing else is', async () => {
    const { settings, connections } = connect([production, null, 'x', staging]);
    await connections.remove('production');
    assert.deepEqual(settings.value, [null, 'x', staging]);
  });

  it('tell of changes until nobody listens any more', async () => {
    const { settings, connections } = connect([]);
    let changes = 0;
    const listening = connections.onDidChange(() => changes++);
    await connections.add(production);
    assert.equal(changes, 1);
    listening.dispose();
    settings.set([]);
    assert.equal(changes, 1);
    connections.dispose();
    assert.equal(settings.listeners.size, 0);
  });
});
