/** How to reach the log groups of one account and region. No secret is ever part of it. */
export interface AwsConnection {
  /** Shown in the sidebar and part of a document's address; unique among the connections. */
  readonly name: string;
  readonly region: string;
  /** A profile of the AWS configuration files. Left out: the SDK's default chain. */
  readonly profile?: string;
  /** Another endpoint than AWS's own for the region: `http://127.0.0.1:4566`. */
  readonly endpoint?: string;
  /** Log groups that begin with this are clusters. Left out: `/aws/cloudhsm/`. */
  readonly logGroupPrefix?: string;
  /** Given by options of the command line: what a user has to correct is called as they are, for it has no name. */
  readonly byOptions?: true;
}

/** An endpoint that nobody wrote into the connection: the environment or its profile sets it. */
export interface SetEndpoint {
  readonly url: string;
  /** In words: `AWS_ENDPOINT_URL`. */
  readonly setBy: string;
  /** The names of the services whose requests go there. */
  readonly services: readonly string[];
}

export const defaultLogGroupPrefix = '/aws/cloudhsm/';

/** The name of the bundled sample among the connections. */
export const sampleConnectionName = 'sample';
