import * as l10n from '@vscode/l10n';
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import { printable } from '../../../audit/text/printable';
import type { AwsConnection } from '../../connections/connection';
import { HumanError } from '../../humanError';
import { profileInUse } from './profiles';

/**
 * Asks a person for the code that an MFA device shows.
 *
 * @param device its serial number or ARN, as the profile has it
 * @returns undefined where none is given
 */
export type AskForMfaCode = (profile: string, device: string) => Promise<string | undefined>;

/** The code in what somebody typed, blanks or not; undefined where it is none. */
export function mfaCode(typed: string): string | undefined {
  return /^\d{6}$/.exec(typed.replace(/\s/g, ''))?.[0];
}

/**
 * The sessions of profiles that assume a role with MFA. A code is good once, so that all clients of a
 * profile, in every region, share one session; the SDK keeps it in memory until shortly before it ends.
 */
export class MfaSessions {
  private readonly sessions = new Map<string, AwsCredentialIdentityProvider>();

  constructor(private readonly ask: AskForMfaCode) {}

  /**
   * The credentials of a connection whose profile asks for MFA. Undefined for all others: the SDK's chain
   * finds them.
   *
   * @param requestHandler how the services that give credentials are reached
   */
  async credentials(
    { profile }: AwsConnection,
    requestHandler?: object,
  ): Promise<AwsCredentialIdentityProvider | undefined> {
    const { name, found } = await profileInUse(profile);
    if (found?.asksForMfa !== true) return undefined;
    const { defaultProvider } = await import(
      /* webpackChunkName: "aws-logs" */ '@aws-sdk/credential-provider-node'
    );
    const known = this.sessions.get(name);
    if (known !== undefined) return known;
    const session = defaultProvider({
      ...(profile !== undefined && { profile }),
      ...(requestHandler !== undefined && { clientConfig: { requestHandler } }),
      mfaCodeProvider: (device) => this.code(name, device),
    });
    this.sessions.set(name, session);
    return session;
  }

  /** Ends the session of a connection whose credentials were refused: the next call asks for a code. */
  async forget({ profile }: AwsConnection): Promise<void> {
    this.sessions.delete((await profileInUse(profile)).name);
  }

  private async code(profile: string, device: string): Promise<string> {
    const code = await this.ask(profile, device);
    if (code !== undefined) return code;
    throw new HumanError(
      l10n.t(
        'Profile "{0}" asks for an MFA code, and none was entered. Try again and enter the code of {1}.',
        printable(profile),
        printable(device),
      ),
      'retry',
    );
  }
}
