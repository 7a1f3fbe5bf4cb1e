import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { Identity } from '#libs/identity/identity';
import type { Act } from '#libs/identity/policy/acts';

export const ACT = 'duban:act';
export const PUBLIC = 'duban:public';

/** Names the act that the route is; who may do it stands in one place, libs/identity/policy. */
export const Does = (act: Act): MethodDecorator => SetMetadata(ACT, act);

/** A route that needs no sign-in. Every other route must name its act, or the guard refuses it. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC, true);

/** Who asks; put there by the guard. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Identity => context.switchToHttp().getRequest<{ identity: Identity }>().identity);
