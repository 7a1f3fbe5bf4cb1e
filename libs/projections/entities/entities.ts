import { AssignmentEntity } from './assignment.entity';
import { DutyEntity } from './duty.entity';
import { InboxEntity } from './inbox.entity';
import { ItemEntity } from './item.entity';
import { NoticeEntity } from './notice.entity';
import { PlanEntity } from './plan.entity';

/** Every read model that TypeORM maps. The schema itself comes from the migrations. */
export const ENTITIES = [ItemEntity, AssignmentEntity, DutyEntity, NoticeEntity, InboxEntity, PlanEntity];
