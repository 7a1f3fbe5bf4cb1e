import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import type { Identity } from '#libs/identity/identity';
import type { Act } from '#libs/identity/policy/acts';
import { may, type Permission, type Relation } from '#libs/identity/policy/policy';
import { ROLE_LABELS } from '#libs/identity/roles';
import { Core } from '../core/core';
import { problem, ProblemError } from '../problems/problem';
import { ACT, PUBLIC } from './identity.decorators';

/** Lets in who carries a live access token and has a role that may do the route's act. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly core: Core,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const at = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, at)) return true;
    const request = context.switchToHttp().getRequest<Request & { identity: Identity }>();
    const token = /^Bearer ([\w.~+/=-]{20,200})$/.exec(request.headers.authorization ?? '')?.[1];
    const own = token === undefined ? null : await this.core.sessions.authenticate(token);
    const identity = own && (await this.core.serving(await this.core.standingIn(own)));
    if (!identity) throw unauthenticated(token !== undefined);
    const act = this.reflector.getAllAndOverride<Act>(ACT, at);
    if (act === undefined) throw new Error(`route ${context.getClass().name}.${context.getHandler().name} names no act`);
    // At the gate nothing is known of the way: who may record on behalf comes in too, and the desk asks again with the relation.
    if (!may(identity, act).allowed && !may(identity, act, { onBehalf: true }).allowed) allow(identity, act);
    request.identity = identity;
    return true;
  }
}

function unauthenticated(expired: boolean): ProblemError {
  const { problem: told } = expired
    ? problem(401, 'session-ended', '登录已过期或已退出，请刷新令牌或重新登录', 'The access token has expired or was revoked: refresh it, or sign in again')
    : problem(401, 'unauthenticated', '请先登录', 'Sign in first');
  return new ProblemError(told, { 'WWW-Authenticate': expired ? 'Bearer error="invalid_token"' : 'Bearer' });
}

const BECAUSE: Record<Extract<Permission, { allowed: false }>['because'], { zh: string; en: string }> = {
  role: { zh: '您的角色不能办理', en: 'Your role does not allow this' },
  unit: { zh: '应由其他单位办理', en: 'This is for another unit' },
  relation: { zh: '不能以这种方式办理', en: 'This cannot be done in this way' },
  password: { zh: '请先修改初始密码', en: 'Change the first password before anything else' },
};

/** @throws ProblemError 403, naming who could */
export function allow(identity: Identity, act: Act, relation?: Relation): void {
  const permission = may(identity, act, relation);
  if (permission.allowed) return;
  const { zh, en } = BECAUSE[permission.because];
  const named = (language: 'zh' | 'en', comma: string): string => permission.who.map((role) => ROLE_LABELS[role][language]).join(comma);
  throw problem(403, `forbidden-${permission.because}`, permission.who.length === 0 ? zh : `${zh}；可以办理的角色：${named('zh', '、')}`, permission.who.length === 0 ? en : `${en}; roles that could: ${named('en', ', ')}`, { act });
}
