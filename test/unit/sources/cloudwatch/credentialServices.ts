import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Plays all that gives credentials to the SDK's chain: STS, IAM Identity Center, a container's and an instance's service. */
export interface CredentialServices {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** What was asked, oldest first: `AssumeRole`, or `GET /path`. */
  readonly asked: string[];
  /** The access key that is given next; undefined: it is refused. */
  key: string | undefined;
  stop(): Promise<void>;
}

const inAnHour = (): string => new Date(Date.now() + 3_600_000).toISOString();

export async function startCredentialServices(): Promise<CredentialServices> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const action = new URLSearchParams(body).get('Action');
      const { method = '', url = '', headers } = request;
      asked.push(action ?? `${method} ${url}`);
      const { key } = services;
      if (key === undefined) {
        response.statusCode = 403;
        response.end(
          '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>User: arn:aws:iam::111122223333:user/me is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/Auditor</Message></Error></ErrorResponse>',
        );
      } else if (action !== null) {
        response.setHeader('content-type', 'text/xml');
        response.end(
          `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result><Credentials><AccessKeyId>${key}</AccessKeyId><SecretAccessKey>not-shown</SecretAccessKey><SessionToken>session</SessionToken><Expiration>${inAnHour()}</Expiration></Credentials></${action}Result></${action}Response>`,
        );
      } else if (url.startsWith('/federation/credentials')) {
        const isSignedIn = headers['x-amz-sso_bearer_token'] === 'token';
        response.statusCode = isSignedIn ? 200 : 401;
        response.end(
          JSON.stringify({
            roleCredentials: {
              accessKeyId: key,
              secretAccessKey: 'not-shown',
              sessionToken: 'session',
              expiration: Date.now() + 3_600_000,
            },
          }),
        );
      } else if (url === '/latest/api/token') response.end('token-of-the-instance');
      else if (url === '/latest/meta-data/iam/security-credentials/') response.end('Auditor');
      else {
        response.end(
          JSON.stringify({
            Code: 'Success',
            AccessKeyId: key,
            SecretAccessKey: 'not-shown',
            Token: 'session',
            Expiration: inAnHour(),
          }),
        );
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const services: CredentialServices = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    key: undefined,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return services;
}
