import { applyDecorators, Injectable, UseInterceptors, type CallHandler, type ExecutionContext, type NestInterceptor, type Type } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { mergeMap, type Observable } from 'rxjs';
import { areListsIncomplete } from '#libs/projections/read-models-health';
import { Core } from './core';
import { Shown } from './shown';

/** What every answer says that is listed or counted from the read models. */
export class FromReadModelsBody {
  @Shown.flag({ description: 'Some records are not in it: of a newer version of the program, such as no rows can be made of, or all of the last minute and more. Rows and counts may be missing or old until the system is upgraded (统计不完整). Operators find which in /operations' })
  incomplete!: boolean;
}

/** Asked after the rows were read: what was parked while they were read is said. */
@Injectable()
class SaysWhetherIncomplete implements NestInterceptor {
  constructor(private readonly core: Core) {}

  intercept(_context: ExecutionContext, next: CallHandler<object>): Observable<object> {
    return next.handle().pipe(mergeMap(async (body) => ({ ...body, incomplete: await areListsIncomplete(this.core.pool) })));
  }
}

/** An answer from the read models: it says whether they hold all of the log that is behind their checkpoint. */
export function ListAnswer(type: Type<FromReadModelsBody>): MethodDecorator {
  return applyDecorators(ApiResponse({ status: 200, type }), UseInterceptors(SaysWhetherIncomplete));
}
