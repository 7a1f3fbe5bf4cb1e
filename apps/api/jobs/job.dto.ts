import type { JobState } from '#libs/commands/job';
import { Shown } from '../core/shown';
import { REJECTIONS, rejected } from '../problems/rejection.table';

export class JobRefusalBody {
  @Shown.text({ description: 'What was to be done: the item, or the item with what of it', example: 'plan1-3' }) key!: string;
  @Shown.oneOf(Object.keys(REJECTIONS)) code!: string;
  @Shown.text() zh!: string;
  @Shown.text() en!: string;
}

/** "n of m": a job goes on in the background, and after a crash, until it has ended. */
export class JobBody {
  @Shown.text({ example: 'j0a1b2c3d4e5f' }) id!: string;
  @Shown.oneOf(['corrections', 'yearEnd']) kind!: string;
  @Shown.oneOf(['running', 'ended']) status!: string;
  @Shown.number({ description: 'Worked through so far, refused ones among them' }) done!: number;
  @Shown.number() of!: number;
  @Shown.several(() => JobRefusalBody) refused!: JobRefusalBody[];
  @Shown.moment() beganAt!: string;
}

export class JobAnswer {
  @Shown.a(() => JobBody) job!: JobBody;
  @Shown.text({ description: 'Place in the log, for `after`' }) position!: string;
  @Shown.flag() replayed!: boolean;
}

export function jobBody(job: JobState): JobBody {
  const { id, kind, status, done, of, beganAt } = job;
  const refused = job.refused.map(({ key, rejection }) => ({ key, code: rejection.code, ...rejected(rejection).problem.detail }));
  return { id, kind, status, done, of, refused, beganAt };
}
