import { users } from './cast';
import { logTypes, opcodes, responses, userTypes } from './codes';
import type { EventUser } from './eventText';
import { ms } from './sampleCluster';
import type { Stage } from './stage';

/** 2 March: the first HSM is initialised and activated, the second joins, users are made. */
export function planBeginning({ plan, cluster, first, second }: Stage): void {
  plan.at('2026-03-02 08:57:16', (start) => {
    cluster.members = [first];
    cluster.internal(first, start, opcodes.initToken);
    cluster.internal(first, start + ms(178.6), opcodes.generatePasswordKey);
    cluster.internal(first, start + ms(212.7), opcodes.createApplianceUser, {
      logType: logTypes.users,
      details: { kind: 'user', user: users.appliance },
    });
    cluster.internal(first, start + ms(268.3), opcodes.generateKeyKey);
    cluster.internal(first, start + ms(301.9), opcodes.storeCertificate);
    cluster.internal(first, start + ms(336.8), opcodes.initDone);
  });

  plan.at('2026-03-02 09:21:33', (start) => {
    const client = cluster.connect(start);
    const loggedIn = client.login(users.preOfficer, start);
    const changed = client.runOnUser(
      cluster.after(loggedIn, 24),
      opcodes.changePassword,
      users.preOfficer,
    );
    client.logout(cluster.after(changed, 6));
  });

  plan.at('2026-03-02 09:48:02', (start) => cluster.backUp(start, first));
  plan.at('2026-03-02 10:06:41', (start) => {
    cluster.members = [first, second];
    const client = cluster.connect(start, second);
    client.logout(cluster.after(client.login(users.appliance, start), 3));
  });

  plan.at('2026-03-02 10:31:20', (start) => {
    const client = cluster.connect(start, first);
    let now = client.login(users.admin, start);
    for (const user of [users.securityOfficer, users.backupOfficer]) {
      now = client.runOnUser(cluster.after(now, 41), opcodes.createOfficer, user);
    }
    for (const user of [users.payments, users.signing, users.archive]) {
      now = client.runOnUser(cluster.after(now, 33), opcodes.createUser, user);
    }
    client.logout(cluster.after(now, 12));
  });
}

/** 4 March: deleting a user needs two officers from now on. */
export function planQuorum({ plan, cluster }: Stage): void {
  plan.at('2026-03-04 10:12:26', (start) => {
    const client = cluster.connect(start);
    const now = client.login(users.admin, start);
    const set = client.runEverywhere(cluster.after(now, 38), {
      opcode: opcodes.setQuorum,
      details: { kind: 'user', user: users.admin },
    });
    client.logout(cluster.after(set, 15));
  });
}

/** 12 March, 03:12: somebody tries passwords, then names. An officer changes the password. */
export function planAttack({ plan, cluster, first, second }: Stage): void {
  plan.at('2026-03-12 03:12:07', (start) => {
    let now = start;
    for (let attempt = 0; attempt < 7; attempt++) {
      const client = cluster.connect(now, first);
      client.failLogin(users.admin, now, responses.wrongPassword);
      client.close();
      now = cluster.after(now, plan.random.integer(2, 4));
    }
    for (const name of ['root', 'administrator', 'hsmadmin']) {
      const guess: EventUser = { name, type: userTypes.cryptoOfficer };
      const client = cluster.connect(now, second);
      client.failLogin(guess, now, responses.unknownUser);
      client.close();
      now = cluster.after(now, plan.random.integer(2, 4));
    }
  });

  plan.at('2026-03-12 03:31:50', (start) => {
    const client = cluster.connect(start, second);
    const now = client.login(users.admin, start);
    const changed = client.runOnUser(cluster.after(now, 21), opcodes.changePassword, users.admin);
    client.logout(cluster.after(changed, 18));
  });
}

/** April: a user leaves, which two officers approve; another one gets a new password. */
export function planFarewells({ plan, cluster, first, replacement }: Stage): void {
  plan.at('2026-04-08 10:03:44', (start) => {
    const asking = cluster.connect(start, first);
    const asked = cluster.after(asking.login(users.admin, start), 20);
    asking.runEverywhere(asked, {
      opcode: opcodes.getToken,
      details: { kind: 'user', user: users.admin },
    });

    let approved = asked;
    for (const user of [users.securityOfficer, users.backupOfficer]) {
      const approving = cluster.connect(cluster.after(approved, 95));
      const now = approving.login(user, cluster.after(approved, 95));
      approved = approving.runEverywhere(cluster.after(now, 17), {
        opcode: opcodes.approveToken,
        details: { kind: 'user', user },
      });
      approving.logout(cluster.after(approved, 5));
    }
    const deleted = asking.runOnUser(
      cluster.after(approved, 62),
      opcodes.deleteUser,
      users.archive,
    );
    asking.logout(cluster.after(deleted, 11));
  });

  plan.at('2026-04-15 12:50:15', (start) => {
    const client = cluster.connect(start, replacement);
    const now = client.login(users.signing, start);
    const changed = client.runOnUser(cluster.after(now, 18), opcodes.changePassword, users.signing);
    client.finalize(cluster.after(changed, 7));
  });
}
