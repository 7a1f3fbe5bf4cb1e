import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { problem } from '../problems/problem';

/** Where the document keeps what a route takes. */
const SAID_BY_THE_DOCUMENT = 'swagger/apiParameters';

/** A command that rests on no version refuses `If-Match`: passed over, it would seem to be held to what its sender saw. */
@Injectable()
export class IfMatchGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { method, headers } = context.switchToHttp().getRequest<Request>();
    const seen = headers['if-match'];
    if (method === 'GET' || seen === undefined || seen === '*') return true;
    const said = (Reflect.getMetadata(SAID_BY_THE_DOCUMENT, context.getHandler()) ?? []) as { in: string; name: string }[];
    if (said.some((p) => p.in === 'header' && p.name === 'If-Match')) return true;
    throw problem(400, 'if-match', '该命令不依据某一版本办理，请去掉 If-Match 头后再发送', 'This command rests on no version: leave the If-Match header out, then send it again');
  }
}
