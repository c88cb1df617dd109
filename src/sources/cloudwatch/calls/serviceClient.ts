import type { AwsConnection } from '../../connections/connection';
import { awsErrorOf, isThrottling } from '../errors/awsErrorKind';
import { asksForSignIn, type AwsCall, humanAwsError, isAbort } from '../errors/awsErrors';
import type { ClientOptions } from './clientSettings';
import { profileInUse, type ProfileInUse } from '../login/profiles';
import type { ServiceApi, ServiceConnection } from './serviceConnection';

/** What was asked for, without by which connection. */
export type AskedCall = Omit<AwsCall, 'connection'>;

export interface ServiceClientOptions extends ClientOptions {
  /** Tells about the profile in use when credentials are missing. */
  readonly findProfile?: (name?: string) => Promise<ProfileInUse>;
}

/** The calls of one service for a connection. It is opened on the first of them; their failures become sentences. */
export class ServiceClient<Api extends ServiceApi> {
  private api: Promise<Api> | undefined;

  /** @param open makes the calls possible; asked again after one that failed */
  constructor(
    private readonly given: AwsConnection,
    private readonly open: () => Promise<Api>,
    private readonly options: ServiceClientOptions,
  ) {}

  /** @param onThrottled hears that the service turned the call away, before it fails */
  async call<Answer>(
    what: AskedCall,
    signal: AbortSignal | undefined,
    send: (api: Api) => Promise<Answer>,
    onThrottled?: () => void,
  ): Promise<Answer> {
    signal?.throwIfAborted();
    const opened = this.opened();
    try {
      return await send(await opened);
    } catch (error) {
      if (isAbort(error)) throw error;
      signal?.throwIfAborted();
      const call = { ...what, connection: await this.connectionOf(opened) };
      if (isThrottling(awsErrorOf(error))) {
        onThrottled?.();
        throw humanAwsError(error, call);
      }
      // A client keeps its credentials. The next try gets a new one: somebody may have signed in.
      if (this.api === opened) this.api = undefined;
      const human = humanAwsError(error, call, await this.profile());
      if (asksForSignIn(human)) await this.options.mfa?.forget(this.given);
      throw human;
    }
  }

  /** The sentence for what failed after its call was answered. */
  async failure(error: unknown, what: AskedCall): Promise<unknown> {
    return humanAwsError(
      error,
      { ...what, connection: await this.connection() },
      await this.profile(),
    );
  }

  /** The connection with the endpoint that is in force, where it could be found out. */
  connection(): Promise<ServiceConnection> {
    return this.connectionOf(this.opened());
  }

  private opened(): Promise<Api> {
    return (this.api ??= this.open());
  }

  private async connectionOf(opened: Promise<Api>): Promise<ServiceConnection> {
    return (await opened.catch(() => undefined))?.connection ?? this.given; // the call tells why
  }

  /** The profile in use, or undefined where it cannot be known: it only makes the sentence better. */
  private async profile(): Promise<ProfileInUse | undefined> {
    try {
      return await (this.options.findProfile ?? profileInUse)(this.given.profile);
    } catch {
      return undefined;
    }
  }
}
