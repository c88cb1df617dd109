import { users } from './cast';
import { commandTypes, logTypes, opcodes, responses } from './codes';
import type { Stage } from './stage';

/** 26 March: the second HSM fails; its stream ends. The replacement comes from a backup. */
export function planReplacement({ plan, cluster, first, second, replacement }: Stage): void {
  plan.at('2026-03-26 06:41:18', (usecs) => {
    cluster.members = [first];
    second.note({
      usecs,
      commandType: commandTypes.special,
      opcode: opcodes.endMarker,
      sessionHandle: 0,
      response: responses.success,
      logType: logTypes.minimal,
    });
  });

  plan.at('2026-03-26 06:52:40', (start) => cluster.backUp(start, first));
  plan.at('2026-03-26 07:24:09', (start) => {
    const backup = { logType: logTypes.backup };
    cluster.internal(replacement, start, opcodes.restoreBegin, backup);
    cluster.internal(replacement, cluster.after(start, 2.4), opcodes.storeCertificate);
    cluster.internal(replacement, cluster.after(start, 3.1), opcodes.generateKeyKey);
    cluster.internal(replacement, cluster.after(start, 19.7), opcodes.restoreEnd, backup);
  });
  plan.at('2026-03-26 07:26:55', (start) => {
    cluster.members = [first, replacement];
    const client = cluster.connect(start, replacement);
    client.logout(cluster.after(client.login(users.appliance, start), 4));
  });

  plan.at('2026-03-26 13:05:31', (start) => {
    const client = cluster.connect(start, replacement);
    client.failLogin(users.archive, start, responses.wrongPassword);
    const now = client.login(users.archive, cluster.after(start, 13));
    client.logout(cluster.after(now, 26));
  });
}
