import { ApiSchema } from '@nestjs/swagger';
import { ROLES } from '#libs/identity/roles';
import { Shown } from '../core/shown';

class PlanRoleBody {
  @Shown.oneOf(ROLES) role!: string;
  @Shown.text() planId!: string;
}

class UnitRolesBody {
  @Shown.text() unitId!: string;
  @Shown.texts() roles!: string[];
}

class OwnRolesBody {
  @Shown.texts() roles!: string[];
  @Shown.several(() => PlanRoleBody) planRoles!: PlanRoleBody[];
}

class StoodInForBody extends OwnRolesBody {
  @Shown.text() personId!: string;
}

/** Who one is, for which unit, in which session. */
@ApiSchema({ description: 'Who one is, for which unit, in which session' })
export class IdentityBody {
  @Shown.text() personId!: string;
  @Shown.text() sessionId!: string;
  @Shown.text({ description: 'The unit acted for' }) unitId!: string;
  @Shown.texts({ description: 'Held in that unit for every plan' }) roles!: string[];
  @Shown.several(() => PlanRoleBody) planRoles!: PlanRoleBody[];
  @Shown.several(() => UnitRolesBody, { description: 'All units that one may act for' }) units!: UnitRolesBody[];
  @Shown.a(() => OwnRolesBody, { optional: true, description: 'While one stands in for a colleague: one’s own roles; `roles` then holds those of both' }) own?: OwnRolesBody;
  @Shown.several(() => StoodInForBody, { optional: true, description: 'Colleagues on leave whom one stands in for in this unit' }) insteadOf?: StoodInForBody[];
  @Shown.flag({ description: 'Nothing else is allowed before' }) mustChangePassword!: boolean;
}

@ApiSchema({ description: 'The next tokens of the session, and who one is in it' })
export class SignedInBody {
  @Shown.text({ description: 'Sent as `Authorization: Bearer …`' }) accessToken!: string;
  @Shown.moment() accessExpiresAt!: string;
  @Shown.text({ nullable: true, description: 'Good for one use; null where it is in the cookie' }) refreshToken!: string | null;
  @Shown.moment() refreshExpiresAt!: string;
  @Shown.oneOf(['Bearer']) tokenType!: string;
  @Shown.a(() => IdentityBody) identity!: IdentityBody;
}

class GrantViewBody {
  @Shown.oneOf(ROLES) role!: string;
  @Shown.text() unitId!: string;
  @Shown.text({ nullable: true, description: 'Null: for every plan' }) planId!: string | null;
  @Shown.moment() since!: string;
  @Shown.moment({ nullable: true }) until!: string | null;
}

class AccountBody {
  @Shown.text() personId!: string;
  @Shown.text() login!: string;
  @Shown.text() displayName!: string;
  @Shown.text({ nullable: true }) phone!: string | null;
  @Shown.oneOf(['active', 'locked', 'disabled']) status!: string;
  @Shown.flag() mustChangePassword!: boolean;
  @Shown.moment() createdAt!: string;
  @Shown.moment() passwordChangedAt!: string;
  @Shown.number() failedAttempts!: number;
  @Shown.moment({ nullable: true }) lockedUntil!: string | null;
  @Shown.several(() => GrantViewBody) grants!: GrantViewBody[];
}

@ApiSchema({ description: 'One page of accounts, in the order of their logins' })
export class AccountsBody {
  @Shown.several(() => AccountBody) rows!: AccountBody[];
}

@ApiSchema({ description: 'The id of the new account’s person' })
export class NewAccountAnswer {
  @Shown.text() personId!: string;
}
