import {
  classicForm,
  eventText,
  newerForm,
  type EventFacts,
  type EventForm,
} from '../../src/sources/sample/eventText';

/** 2026-03-12 03:12:07.140812 UTC in Unix µs. */
export const someTime = 1_773_285_127_140_812n;

const login: EventFacts = {
  usecs: someTime,
  sequence: 0,
  rebootCounter: 0x107,
  commandType: { name: 'CN_MGMT_CMD', code: 0 },
  opcode: { name: 'CN_LOGIN', code: 0xd },
  sessionHandle: 0x7014006,
  response: { code: 0, verdict: 'return', text: 'SUCCESS' },
  logType: { name: 'MGMT_USER_DETAILS_LOG', code: 2 },
  details: {
    kind: 'user',
    user: { name: 'payments_app', type: { name: 'CN_CRYPTO_USER', code: 1 } },
  },
};

/** The text of a login that succeeded, or of what a test makes of it. */
export function auditText(facts: Partial<EventFacts> = {}, form: EventForm = classicForm): string {
  return eventText({ ...login, ...facts }, form);
}

/** The same in the form of newer firmware. */
export function newerText(facts: Partial<EventFacts> = {}): string {
  return auditText({ version: '2', userId: 5, ...facts }, newerForm);
}

/** A login with this user name. */
export function loginOf(name: string, facts: Partial<EventFacts> = {}): string {
  return auditText({
    ...facts,
    details: { kind: 'user', user: { name, type: { name: 'CN_CRYPTO_USER', code: 1 } } },
  });
}

/** A log of events: a blank line behind each. */
export function auditLog(...events: readonly string[]): string {
  return events.map((event) => `${event}\n\n`).join('');
}

/** User names that somebody with bad intent types at a login prompt. */
export const hostileNames: readonly string[] = [
  '[x](command:workbench.action.quit)',
  '<img src=x onerror=alert(1)>',
  '`code` ```',
  '**bold** __bold__ ~~gone~~ # heading',
  'http://evil.example/?a=b',
  'www.evil.example',
  'somebody@evil.example',
  '<https://evil.example>',
  '$(alert) $(sync~spin)',
  '&lt;b&gt; &#60;i&#62;',
  '![x](https://evil.example/x.png)',
  '| a | b | --- |',
  '\\[x\\]\\(command:quit\\)',
  '$$\\frac{1}{2}$$',
];
