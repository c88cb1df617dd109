import { keyHandles, users } from './cast';
import { opcodes, shareOperation } from './codes';
import { keys, ms } from './sampleCluster';
import type { Stage } from './stage';

/** March: keys are made, shared, exported and imported. */
export function planKeys({ plan, cluster, first, second }: Stage): void {
  plan.at('2026-03-03 09:14:05', (start) => {
    const client = cluster.connect(start, first);
    let now = client.login(users.payments, start);
    now = client.makeTokenKey(cluster.after(now, 7), opcodes.generateKey, keyHandles.payments);
    now = client.makeTokenKey(cluster.after(now, 19), opcodes.generateKey, keyHandles.wrapping);
    client.logout(cluster.after(now, 5));
  });

  plan.at('2026-03-03 13:37:48', (start) => {
    const { signingPrivate, signingPublic } = keyHandles;
    const client = cluster.connect(start, second);
    let now = client.login(users.signing, start);
    now = client.makeTokenKey(
      cluster.after(now, 4),
      opcodes.generateKeyPair,
      signingPrivate,
      signingPublic,
    );
    client.finalize(cluster.after(now, 2));
  });

  plan.at('2026-03-06 15:02:10', (start) => {
    const client = cluster.connect(start, first);
    const now = client.login(users.payments, start);
    const shared = client.runEverywhere(cluster.after(now, 16), {
      opcode: opcodes.shareObject,
      details: { kind: 'sharing', operation: shareOperation, userIds: [users.archive.id] },
    });
    client.logout(cluster.after(shared, 9));
  });

  plan.at('2026-03-10 10:25:52', (start) => {
    const client = cluster.connect(start, first);
    const now = client.login(users.payments, start);
    const wrapped = client.runOnKeys(cluster.after(now, 11), opcodes.wrapKey, keyHandles.payments);
    client.runOnKeys(wrapped + ms(45.1), opcodes.aesWrap, keyHandles.wrapping);
    client.logout(cluster.after(wrapped, 8));
  });

  plan.at('2026-03-17 11:08:29', (start) => {
    const client = cluster.connect(start, second);
    const now = client.login(users.payments, start);
    const opened = client.runOnKeys(cluster.after(now, 14), opcodes.aesWrap, keyHandles.wrapping);
    const imported = client.makeTokenKey(opened + ms(30.2), opcodes.unwrapKey, keyHandles.imported);
    client.logout(cluster.after(imported, 7));
  });

  plan.at('2026-03-19 14:44:37', (start) => {
    const client = cluster.connect(start, first);
    const now = client.login(users.signing, start);
    const created = client.makeTokenKey(
      cluster.after(now, 6),
      opcodes.createObject,
      0,
      keyHandles.partnerPublic,
    );
    client.finalize(cluster.after(created, 3));
  });

  // A key that lives for one session: it is not copied and goes as it came.
  plan.at('2026-03-24 16:19:03', (start) => {
    const client = cluster.connect(start, first);
    const now = client.login(users.archive, start);
    const opened = client.runOnKeys(cluster.after(now, 5), opcodes.aesWrap, keyHandles.wrapping);
    client.runOnKeys(opened + ms(28.4), opcodes.unwrapKey, keyHandles.restored);
    const read = cluster.after(opened, 52);
    client.runOnKeys(read, opcodes.destroyObject, keyHandles.restored);
    client.logout(cluster.after(read, 2));
  });
}

/** 31 March and 10 April: a new key takes over, and the old one goes for good. */
export function planKeyRotation({ plan, cluster, replacement }: Stage): void {
  plan.at('2026-03-31 09:40:12', (start) => {
    const client = cluster.connect(start, replacement);
    const now = client.login(users.payments, start);
    const made = client.makeTokenKey(
      cluster.after(now, 9),
      opcodes.generateKey,
      keyHandles.paymentsNext,
    );
    const shared = client.runEverywhere(cluster.after(made, 31), {
      opcode: opcodes.shareObject,
      details: {
        kind: 'sharing',
        operation: shareOperation,
        userIds: [users.signing.id, users.archive.id],
      },
    });
    client.logout(cluster.after(shared, 6));
  });

  plan.at('2026-04-10 15:27:06', (start) => {
    const client = cluster.connect(start, replacement);
    const now = client.login(users.payments, start);
    const gone = client.runEverywhere(cluster.after(now, 23), {
      opcode: opcodes.tombstoneObject,
      details: keys(keyHandles.payments, 0),
    });
    client.logout(cluster.after(gone, 4));
  });
}
