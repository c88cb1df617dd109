import { once } from 'node:events';
import { createServer, request as send, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A proxy as a company has one: it sees who is asked for, and decides what becomes of it. */
export interface Proxy {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** `GET http://host/`, or `CONNECT host:443` for a tunnel, oldest first. */
  readonly asked: string[];
  /** What the last request gave as name and password of the proxy. */
  authorization(): string | undefined;
  stop(): Promise<void>;
}

/**
 * Starts a proxy on this computer.
 *
 * @param target answers all plain requests, whatever their host; tunnels are refused
 */
export async function startProxy(target: string): Promise<Proxy> {
  const asked: string[] = [];
  let authorization: string | undefined;
  const note = ({ method = '', url = '', headers }: IncomingMessage): void => {
    asked.push(`${method} ${url}`);
    authorization = headers['proxy-authorization'];
  };
  const server = createServer((request, response) => {
    note(request);
    const { method, headers } = request;
    const onward = send(target, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    note(request);
    socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    authorization: () => authorization,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
