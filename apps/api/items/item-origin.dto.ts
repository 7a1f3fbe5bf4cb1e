import { Shown } from '../core/shown';

export class CarriedFromBody {
  @Shown.text() itemId!: string;
  @Shown.day({ nullable: true }) firstDeadline!: string | null;
}

export class ItemNamedBody {
  @Shown.text() itemId!: string;
  @Shown.text() number!: string;
  @Shown.text() title!: string;
}

export class GoesOnInBody {
  @Shown.oneOf(['split', 'merge']) by!: string;
  @Shown.several(() => ItemNamedBody) items!: ItemNamedBody[];
}

export class OriginBody {
  @Shown.text() itemId!: string;
  @Shown.text({ nullable: true, description: 'As it then was; null where only its id was told' }) number!: string | null;
  @Shown.text({ nullable: true }) title!: string | null;
  @Shown.day({ nullable: true }) firstDeadline!: string | null;
  @Shown.flag({ description: 'It ended with that; false: it goes on beside what was split off' }) ended!: boolean;
  @Shown.oneOf(['split', 'merge'], { nullable: true, description: 'Null: of an earlier plan, carried over (结转)' }) by!: string | null;
  @Shown.number({ nullable: true, description: 'Number of the amendment (调整通知)' }) amendment!: number | null;
}

export class TargetRefBody {
  @Shown.text() itemId!: string;
  @Shown.text() targetId!: string;
}
