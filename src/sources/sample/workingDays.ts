import { users } from './cast';
import { opcodes } from './codes';
import type { Plan } from './plan';
import { ms, type SampleClient, type SampleCluster } from './sampleCluster';
import type { Stage } from './stage';

const firstDay = '2026-03-03';
const lastDay = '2026-04-17';
const millisecondsPerDay = 24 * 60 * 60 * 1000;

/** Session keys of the daily work are numbered from here. */
const firstSessionKey = 524294;

/** What happens every day: a backup at night, applications that log in, work and leave. */
export function planWorkingDays({ plan, cluster }: Stage): void {
  let sessionKey = firstSessionKey;
  const last = Date.parse(lastDay);
  for (let day = Date.parse(firstDay); day <= last; day += millisecondsPerDay) {
    const date = new Date(day).toISOString().slice(0, 10);
    plan.at(someMoment(plan, `${date} 02`), (start) => cluster.backUp(start));
    if (isWeekend(day)) continue;

    planPaymentsDay(plan, cluster, date);
    if (plan.random.chance(0.5)) planSigning(plan, cluster, date, sessionKey++);
  }
}

/** The payments application holds its login from the morning to the evening. */
function planPaymentsDay(plan: Plan, cluster: SampleCluster, date: string): void {
  let client: SampleClient | undefined;
  plan.at(someMoment(plan, `${date} 08`), (start) => {
    client = cluster.connect(start);
    client.login(users.payments, start);
  });
  plan.at(someMoment(plan, `${date} 18`), (end) => {
    // A process that is stopped does not log out: its connection is closed for it.
    if (plan.random.chance(0.7)) client?.logout(end);
    else client?.finalize(end);
  });
}

/** The signing application makes a key for one session and destroys it. */
function planSigning(plan: Plan, cluster: SampleCluster, date: string, sessionKey: number): void {
  plan.at(someMoment(plan, `${date} 12`), (start) => {
    const client = cluster.connect(start);
    const now = client.login(users.signing, start);
    const made = client.runOnKeys(now + ms(112.8), opcodes.generateKey, sessionKey);
    const done = cluster.after(made, plan.random.integer(20, 240));
    client.runOnKeys(done, opcodes.destroyObject, sessionKey);
    client.logout(done + ms(1.8));
  });
}

/** A moment in the first half of an hour: `2026-03-12 08` gives `2026-03-12 08:17:42`. */
function someMoment({ random }: Plan, hour: string): string {
  const [minute, second] = [random.integer(2, 35), random.integer(0, 59)];
  return `${hour}:${String(minute).padStart(2, '0')}:${String(second).padStart(2, '0')}`;
}

/** UTC Saturday or Sunday. */
function isWeekend(day: number): boolean {
  const weekday = new Date(day).getUTCDay();
  return weekday === 0 || weekday === 6;
}
