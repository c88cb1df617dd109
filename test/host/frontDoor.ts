import { createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** A served VS Code that wants a token. */
interface Guarded {
  readonly port: number;
  readonly token: string;
}

/** An HTTP server on 127.0.0.1. */
interface FrontDoor {
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Answers on a plain address for a VS Code that wants a token, and hands the token to whoever comes
 * by that address. A VS Code without a token would let any web page in that makes its own name point
 * to 127.0.0.1, and with VS Code comes a terminal: such a page comes by another name and is refused.
 *
 * @param port 0: a free one
 * @throws Error when the port is taken
 */
export async function openFrontDoor(port: number, behind: Guarded): Promise<FrontDoor> {
  const names = new Set<string | undefined>();
  const server = createServer((request, response) => {
    if (!names.has(request.headers.host)) {
      response.writeHead(403).end('Open the address that npm start printed.');
    } else if (request.url === '/' && !request.headers.cookie?.includes(behind.token)) {
      response.writeHead(302, { location: `/?tkn=${behind.token}` }).end();
    } else {
      passOn(request, response, behind.port);
    }
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { host, origin } = request.headers;
    if (names.has(host) && origin === `http://${host}`) join(request, socket, head, behind.port);
    else socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(taken ? new Error(`Port ${port} is taken: give another with --port.`) : error);
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  const own = (server.address() as AddressInfo).port;
  names.add(`127.0.0.1:${own}`).add(`localhost:${own}`);
  return {
    port: own,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function passOn(request: IncomingMessage, response: ServerResponse, port: number): void {
  const { method, url, headers } = request;
  const onward = httpRequest({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.once('error', () => response.destroy());
  request.pipe(onward);
}

/** Repeats the request for a web socket and then joins the two connections. */
function join(request: IncomingMessage, socket: Duplex, head: Buffer, port: number): void {
  const onward = connect(port, '127.0.0.1', () => {
    const lines = [`${request.method} ${request.url} HTTP/1.1`];
    for (let at = 0; at < request.rawHeaders.length; at += 2) {
      lines.push(`${request.rawHeaders[at]}: ${request.rawHeaders[at + 1]}`);
    }
    onward.write(`${lines.join('\r\n')}\r\n\r\n`);
    onward.write(head);
    onward.pipe(socket).pipe(onward);
  });
  onward.once('error', () => socket.destroy());
  onward.once('close', () => socket.destroy());
  socket.once('error', () => onward.destroy());
  socket.once('close', () => onward.destroy());
}
