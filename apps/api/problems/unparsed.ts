import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { problem, type ProblemError } from './problem';

/** What Node's parser refuses before there is a request, by its code. */
const BY_CODE: Record<string, [status: number, reason: string, code: string, zh: string, en: string]> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'headers-too-large', '地址和请求头合计超过 16 KB：请缩短查询内容后重试', 'Address and headers together hold more than 16 KB: shorten what is asked for, then try again'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'request-timeout', '请求没有按时传完：请检查网络后，用同一 Idempotency-Key 重试', 'The request did not arrive whole in time: check the connection, then try again with the same Idempotency-Key'],
};
const OTHERWISE = [400, 'Bad Request', 'malformed', '收到的内容不是有效的 HTTP 请求，或没有传完：请检查客户端后重试', 'What came is no valid HTTP request, or did not arrive whole: check the client, then try again'] as const;

/** Requests that no controller ever sees are answered as every other error is: with their sentence in both languages. */
export function answerUnparsed(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    // An answer that has begun on this connection is not written into.
    if ((socket as Socket & { _httpMessage?: ServerResponse })._httpMessage?.headersSent) return void socket.destroy();
    const [status, reason, code, zh, en] = BY_CODE[error.code ?? ''] ?? OTHERWISE;
    const body = bodyOf(problem(status, code, zh, en));
    socket.end(`HTTP/1.1 ${status} ${reason}\r\nContent-Type: application/problem+json; charset=utf-8\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body.toString('latin1')}`, 'latin1');
  });
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    const body = bodyOf(problem(417, 'expectation', '不支持请求头 Expect 的这个值：请去掉该请求头后重试', 'This value of the header Expect is not taken: leave the header out, then try again'));
    response.writeHead(417, { 'content-type': 'application/problem+json; charset=utf-8', 'content-length': body.length, connection: 'close' }).end(body);
  });
}

function bodyOf(error: ProblemError): Buffer {
  return Buffer.from(JSON.stringify(error.problem));
}
