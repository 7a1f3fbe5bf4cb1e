import { ApiSchema } from '@nestjs/swagger';
import type { JobState } from '#libs/commands/job.events';
import { Shown } from '../core/shown';
import { REJECTIONS, rejected } from '../problems/rejection.table';

export class JobRefusalBody {
  @Shown.text({ description: 'What was to be done: the item, or the item with what of it', example: 'plan1-3' }) key!: string;
  @Shown.oneOf(Object.keys(REJECTIONS)) code!: string;
  @Shown.text() zh!: string;
  @Shown.text() en!: string;
}

export class JobFailureBody {
  @Shown.text({ description: 'What was to be done', example: 'plan1-3' }) key!: string;
  @Shown.text({ description: 'What went wrong: a defect, for those who run the system' }) reason!: string;
  @Shown.number({ description: 'Times that it was tried' }) attempts!: number;
}

/** "n of m, k failed": a job goes on in the background, and after a crash, until it has ended. */
@ApiSchema({ description: 'How far the job is: n of m, k failed' })
export class JobBody {
  @Shown.text({ example: 'j0a1b2c3d4e5f' }) id!: string;
  @Shown.oneOf(['corrections', 'yearEnd', 'handOver', 'planWithdrawal']) kind!: string;
  @Shown.oneOf(['running', 'ended']) status!: string;
  @Shown.number({ description: 'Carried out so far, or refused; with those that failed it is `of` when the job has ended' }) done!: number;
  @Shown.number() of!: number;
  @Shown.several(() => JobRefusalBody) refused!: JobRefusalBody[];
  @Shown.several(() => JobFailureBody, { description: 'Given up after several attempts; an operator may have them tried again' }) failed!: JobFailureBody[];
  @Shown.moment() beganAt!: string;
}

@ApiSchema({ description: 'The job that was begun, and its place in the log' })
export class JobAnswer {
  @Shown.a(() => JobBody) job!: JobBody;
  @Shown.text({ description: 'Place in the log, for `after`' }) position!: string;
  @Shown.flag() replayed!: boolean;
}

export function jobBody(job: JobState): JobBody {
  const { id, kind, status, done, of, failed, beganAt } = job;
  const refused = job.refused.map(({ key, rejection }) => ({ key, code: rejection.code, ...rejected(rejection).problem.detail }));
  return { id, kind, status, done, of, refused, failed, beganAt };
}
