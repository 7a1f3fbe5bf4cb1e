import { ApiSchema } from '@nestjs/swagger';
import { livingGroups, type Roster } from '#libs/supervision/roster/roster';
import { Day, Flag, Id, Several, Text, Texts } from '../core/fields';
import { Shown } from '../core/shown';
import { TraitsBody, TraitsConditionDto } from './traits.dto';

export class NewUnitDto extends TraitsConditionDto {
  @Text({ description: 'Full name', example: '市人力资源和社会保障局' }, { min: 2, max: 100 }) name!: string;
  @Texts({ description: 'Other names it goes by', example: ['市人社局'] }, { max: 20 }) aliases!: string[];
  @Id({ description: 'Unit it is subordinate to (隶属): its id or name, or the name of one before it in the list' }, { nullable: true }) parentId?: string | null;
  @Id({ description: 'Unit in whose house it sits (设在、合署): its id or name, or the name of one before it in the list' }, { nullable: true }) housedIn?: string | null;
  @Flag({ description: 'Whether somebody is registered who receives' }) staffed!: boolean;
}

export class RegisterBody {
  @Several(() => NewUnitDto, { description: 'Units that are not registered yet' }, { max: 1000 }) units!: NewUnitDto[];
}

export class GroupBody {
  @Text({ description: 'Name of the group', example: '市协调小组其他成员单位' }, { min: 2, max: 100 }) name!: string;
  @Texts({ description: 'Ids of its members from today on' }, { max: 1000 }) memberIds!: string[];
}

export class RenameBody {
  @Text({ description: 'New full name; the old one goes on as one of its other names', example: '市医疗保障局' }, { min: 2, max: 100 }) name!: string;
}

export class AliasBody {
  @Text({ description: 'Another name it goes by', example: '市医保局' }, { min: 2, max: 100 }) alias!: string;
}

export class RemoveAliasBody {
  @Text({ description: 'The other name that it is not to answer to any more', example: '市医保局' }, { min: 1, max: 100 }) alias!: string;
  @Flag({ description: 'True: only show who uses it' }) preview!: boolean;
}

export class DissolveGroupBody {
  @Flag({ description: 'True: only show which drafts and open items name it' }) preview!: boolean;
}

export class MoveUnitBody {
  @Id({ description: 'Unit it is subordinate to (隶属) from now on; null: to none', example: 'union' }, { nullable: true }) parentId?: string | null;
}

export class HouseBody {
  @Id({ description: 'Unit in whose house it sits (设在、合署): the two count as one for verifying; null: under its own roof', example: 'union' }, { nullable: true }) housedIn?: string | null;
}

export class StaffBody {
  @Flag({ description: 'Whether somebody is registered who receives; else the office does so on its behalf (代录)' }) staffed!: boolean;
}

export class DissolveBody {
  @Day({ description: 'Its last day; today where none is given. What it holds passes on at the end of that day, at once where the day is not to come' }, { nullable: true }) until?: string | null;
  @Id({ description: 'Unit that takes over what it holds; without one the office does, and shares as a member of a group end' }, { nullable: true }) successorId?: string | null;
  @Flag({ description: 'True: only show which assignments pass to whom' }) preview!: boolean;
}

export class JoinBody {
  @Id({ description: 'Unit that joins' }) unitId!: string;
  @Day({ description: 'Its first day, today where none is given; duties begin no earlier than the recording' }, { nullable: true }) since?: string | null;
}

export class LeaveBody {
  @Id({ description: 'Unit that leaves' }) unitId!: string;
  @Day({ description: 'Its last day, today where none is given; it leaves at the end of that day, at once where the day is not to come' }, { nullable: true }) until?: string | null;
}

export class UnitBody extends TraitsBody {
  @Shown.text() id!: string;
  @Shown.text() name!: string;
  @Shown.texts() aliases!: string[];
  @Shown.text({ nullable: true }) parentId!: string | null;
  @Shown.text({ nullable: true, description: '设在、合署' }) housedIn!: string | null;
  @Shown.flag() staffed!: boolean;
  @Shown.day() since!: string;
  @Shown.day({ nullable: true }) until!: string | null;
  @Shown.text({ nullable: true }) successorId!: string | null;
}

export class MemberBody {
  @Shown.text() unitId!: string;
  @Shown.day() since!: string;
  @Shown.day({ nullable: true }) until!: string | null;
}

export class UnitGroupBody {
  @Shown.text() id!: string;
  @Shown.text() name!: string;
  @Shown.texts() aliases!: string[];
  @Shown.several(() => MemberBody) members!: MemberBody[];
}

class RosterStateBody {
  @Shown.number() version!: number;
  @Shown.several(() => UnitBody) units!: UnitBody[];
  @Shown.several(() => UnitGroupBody) groups!: UnitGroupBody[];
}

@ApiSchema({ description: 'Units and groups (名册)' })
export class RosterBody extends RosterStateBody {
  @Shown.moment({ description: 'As known at this moment' }) asOf!: string;
}

@ApiSchema({ description: 'The roster as it now is, and its place in the log' })
export class RosterAnswer extends RosterStateBody {
  @Shown.text({ description: 'Place in the log' }) position!: string;
  @Shown.flag({ description: 'The command was accepted before, under the same key' }) replayed!: boolean;
}

export class PassedOnBody {
  @Shown.text() itemId!: string;
  @Shown.text() planId!: string;
  @Shown.text() number!: string;
  @Shown.text() title!: string;
  @Shown.text() assignmentId!: string;
  @Shown.oneOf(['lead', 'participant', 'implementer']) role!: string;
  @Shown.moment({ description: 'From when on; of a suspended item from its resuming' }) at!: string;
  @Shown.text({ nullable: true, description: 'Unit that takes it on; null: it ends' }) toUnitId!: string | null;
  @Shown.text({ nullable: true }) toUnit!: string | null;
}

@ApiSchema({ description: 'What the dissolution would move; nothing was written' })
export class DissolutionBody {
  @Shown.number({ description: 'Assignments in open items that pass on or end' }) count!: number;
  @Shown.several(() => PassedOnBody, { description: 'The first 500 of them' }) rows!: PassedOnBody[];
}

class DraftUseBody {
  @Shown.text() planId!: string;
  @Shown.text() title!: string;
  @Shown.number({ description: 'Rows of the draft that say it' }) rows!: number;
}

class ItemUseBody {
  @Shown.text() itemId!: string;
  @Shown.text() planId!: string;
  @Shown.text() number!: string;
  @Shown.text() title!: string;
  @Shown.number({ description: 'Shares of members that end' }) ending!: number;
  @Shown.number({ description: 'Shares of members that pass to the office, because nobody else would hold the item' }) passing!: number;
}

@ApiSchema({ description: 'Who uses a name or a group that is to be taken away; nothing was written' })
export class NameUsesBody {
  @Shown.several(() => DraftUseBody, { description: 'Drafts of the caller’s office that say it: they are not issued before somebody says there who is meant' }) drafts!: DraftUseBody[];
  @Shown.number({ description: 'Drafts of other offices that say it' }) otherDrafts!: number;
  @Shown.several(() => ItemUseBody, { description: 'Open items that name the group' }) items!: ItemUseBody[];
}

/** The roster as it is shown: when what was recorded stays in the log. */
export function rosterBody({ version, units, groups }: Roster): RosterStateBody {
  return {
    version,
    units: Object.values(units).map(({ dissolvedAt: _at, dissolved: _version, formerTraits: _before, ...unit }) => unit),
    groups: livingGroups({ groups }).map(({ id, name, aliases, members }) => ({ id, name, aliases, members: members.map(({ unitId, since, until }) => ({ unitId, since, until })) })),
  };
}
