import * as vscode from 'vscode';
import { defaultRegion, type AwsProfile } from '../../sources/cloudwatch/login/profiles';
import { regions } from '../../sources/cloudwatch/regions';
import { defaultLogGroupPrefix, type AwsConnection } from '../../sources/connections/connection';
import {
  checkConnections,
  isEndpoint,
  isLogGroupPrefix,
} from '../../sources/connections/connectionCheck';
import type { CommandFactory } from '../context';
import { pickOrType } from '../pickOrType';

const steps = 5;

function title(step: number): string {
  return vscode.l10n.t('Add an AWS connection ({0}/{1})', step, steps);
}

/**
 * Asks for profile, region, endpoint, prefix and name, each with a default that Enter takes, and adds
 * the connection to the user's settings. Escape at any step adds nothing.
 */
export const addConnection: CommandFactory =
  ({ connections, profiles }) =>
  async () => {
    const profile = await askForProfile(profiles());
    if (profile === undefined) return;
    const region = await askForRegion(profile.name);
    if (region === undefined) return;
    const endpoint = await askForEndpoint();
    if (endpoint === undefined) return;
    const logGroupPrefix = await askForPrefix();
    if (logGroupPrefix === undefined) return;
    const name = await askForName(defaultName(profile.name, region), (text) => {
      const others = connections.all();
      return checkConnections([...others, { name: text, region }]).problems[0];
    });
    if (name === undefined) return;
    const connection: AwsConnection = {
      name,
      region,
      ...(profile.name === undefined ? {} : { profile: profile.name }),
      ...(endpoint === '' ? {} : { endpoint }),
      ...(logGroupPrefix === defaultLogGroupPrefix ? {} : { logGroupPrefix }),
    };
    await connections.add(connection);
  };

/** A profile's name may have a slash, which a connection's may not. */
function defaultName(profile: string | undefined, region: string): string {
  return `${profile ?? 'default'}@${region}`.replace(/[\p{Cc}/\\]/gu, '-');
}

/** Undefined: nothing chosen. A choice without a name: the SDK's default chain. */
async function askForProfile(
  profiles: Promise<readonly AwsProfile[]>,
): Promise<{ readonly name: string | undefined } | undefined> {
  const chain = {
    label: vscode.l10n.t('Default credentials'),
    description: vscode.l10n.t('environment, default profile, or the role of this machine'),
    name: undefined,
  };
  const items = profiles.then((list) => [
    ...list.map(({ name, region }) => ({ label: name, description: region ?? '', name })),
    chain,
  ]);
  return vscode.window.showQuickPick(items, {
    title: title(1),
    placeHolder: vscode.l10n.t('Which profile of your AWS configuration?'),
    ignoreFocusOut: true,
  });
}

async function askForRegion(profile: string | undefined): Promise<string | undefined> {
  const preferred = await defaultRegion(profile);
  const items = regions.map(({ name, place }) => ({ label: name, description: place }));
  const first = items.filter(({ label }) => label === preferred);
  return pickOrType({
    title: title(2),
    placeholder: vscode.l10n.t('Which region? Choose one or type its name.'),
    items: [...first, ...items.filter(({ label }) => label !== preferred)],
    typed: (text) => (/^[a-z]{2,5}(-[a-z]+)+-\d+$/.test(text) ? text : undefined),
    refusal: (text) => vscode.l10n.t('“{0}” is no region. Write it as in eu-central-1.', text),
  });
}

function askForEndpoint(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: title(3),
    prompt: vscode.l10n.t('Another CloudWatch Logs endpoint? Leave empty for AWS’s own.'),
    placeHolder: 'https://vpce-….logs.eu-central-1.vpce.amazonaws.com',
    ignoreFocusOut: true,
    validateInput: (text) =>
      text === '' || isEndpoint(text)
        ? undefined
        : vscode.l10n.t(
            'An address that begins with https:// or http:// and has no user name in it, or nothing.',
          ),
  });
}

function askForPrefix(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: title(4),
    prompt: vscode.l10n.t('Log groups that begin with this are clusters.'),
    value: defaultLogGroupPrefix,
    ignoreFocusOut: true,
    validateInput: (text) =>
      isLogGroupPrefix(text)
        ? undefined
        : vscode.l10n.t('A log group’s name has letters, digits and . _ - / # only.'),
  });
}

/** @param problem says what is wrong with a name */
function askForName(
  value: string,
  problem: (name: string) => string | undefined,
): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: title(5),
    prompt: vscode.l10n.t('What shall it be called in the sidebar?'),
    value,
    ignoreFocusOut: true,
    validateInput: problem,
  });
}
