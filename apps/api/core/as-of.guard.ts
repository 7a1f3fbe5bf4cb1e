import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { dayOf, minuteOf } from '#libs/supervision/time/day';
import { problem } from '../problems/problem';
import { asOfMoment } from './as-of';
import { Core } from './core';

/**
 * A list as of a moment before the log begins would be empty, and would seem to say that there was nothing: it is refused. What names one
 * thing says itself since when that is known.
 */
@Injectable()
export class AsOfGuard implements CanActivate {
  private begun: string | null = null;

  constructor(private readonly core: Core) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { method, query, params } = context.switchToHttp().getRequest<Request>();
    const { asOf } = query;
    if (method !== 'GET' || typeof asOf !== 'string' || Object.keys(params).length > 0) return true;
    const moment = asOfMoment(asOf, this.core.clock.now());
    if (moment === null) return true;
    this.begun ??= await this.core.store.begun();
    if (this.begun === null || moment >= this.begun) return true;
    const [day, at] = [dayOf(this.begun), minuteOf(this.begun)];
    const words = { zh: `系统的记录自 ${at} 起，在此之前没有记录：请查询 ${day} 或之后`, en: `The record begins at ${at}, nothing is known of before: ask as of ${day} or later` };
    throw problem(400, 'before-the-log', words.zh, words.en, { fields: [{ field: 'asOf', ...words }], details: { since: this.begun } });
  }
}
