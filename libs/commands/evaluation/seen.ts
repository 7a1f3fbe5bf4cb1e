import type { EvaluationEventData, Party } from '#libs/supervision/evaluation/evaluation.events';
import type { EvaluationState } from '#libs/supervision/evaluation/evaluation.state';
import type { ToldAdjustment } from '#libs/supervision/evaluation/sheet';
import type { DomainEvent } from '#libs/supervision/event';
import { evidenceBehind } from './material';

/** What a result was when it was drawn up: to whoever signs it, what they have before them. */
interface Drawn {
  hash: string;
  versions: string[];
  evidence: SeenEvidence[];
}

export interface SeenEvidence {
  /** The unit that shows something by it. */
  unitId: string;
  name: string;
  sha256: string;
}

/** What one signer saw when they signed or refused to: for an auditor. */
export interface SeenBySigner {
  /** The event of the signature: `evaluation/<id>@<version>`. */
  event: string;
  act: 'cosign' | 'approve' | 'dissent';
  requestId: string;
  unitId: string;
  personId: string;
  inPlaceOf: Party | null;
  at: string;
  /** Number and hash of the result that was seen. */
  material: number;
  hash: string;
  /** Every stream that was counted in it, with the version up to which: `item/<id>@<version>`. */
  versions: string[];
  evidence: SeenEvidence[];
  /** The result moved on since: the signature counts for nothing. */
  stale: boolean;
}

/** An adjustment of computed points by a granted review, with who ruled. */
export interface RuledAdjustment extends ToldAdjustment {
  event: string;
  personId: string;
}

/** Reads out of a round's events, in order, what each signer saw. */
export class SeenLog {
  private readonly drawn = new Map<number, Drawn>();
  private readonly all: Omit<SeenBySigner, 'stale'>[] = [];
  readonly adjustments: RuledAdjustment[] = [];

  /** @param name the event's own, `evaluation/<id>@<version>`; `before` the round until then */
  note(name: string, before: EvaluationState, event: DomainEvent): void {
    switch (event.type as keyof EvaluationEventData) {
      case 'ResultsDrawn': {
        const { material, hash } = event.data as EvaluationEventData['ResultsDrawn'];
        this.drawn.set(material, { hash, versions: versionsOf(before), evidence: evidenceOf(before) });
        return;
      }
      case 'ResultSigned':
      case 'ResultApproved': {
        const { requestId, material, personId, unitId, inPlaceOf } = event.data as EvaluationEventData['ResultSigned'];
        return this.saw({ event: name, act: event.type === 'ResultSigned' ? 'cosign' : 'approve', requestId, unitId, personId, inPlaceOf, at: event.meta.recordedAt, material });
      }
      case 'ResultDissented': {
        const { requestId, material, personId, unitId, inPlaceOf } = event.data as EvaluationEventData['ResultDissented'];
        return this.saw({ event: name, act: 'dissent', requestId, unitId, personId, inPlaceOf, at: event.meta.recordedAt, material });
      }
      case 'ReviewRuled': {
        const { unitId, personId, adjusted = [], sheet } = event.data as EvaluationEventData['ReviewRuled'];
        this.adjustments.push(...adjusted.map((a) => ({ event: name, unitId, personId, ...a, computed: sheet?.lines.find((l) => l.indicatorId === a.indicatorId)?.computed ?? a.points })));
      }
    }
  }

  /** Hash of the result that bears this number; null where none does. */
  hashOf(material: number): string | null {
    return this.drawn.get(material)?.hash ?? null;
  }

  /** @param after the round as it now is */
  seen(after: EvaluationState | null): SeenBySigner[] {
    return this.all.map((s) => ({ ...s, stale: after?.result?.material !== s.material }));
  }

  private saw(by: Omit<SeenBySigner, 'stale' | keyof Drawn>): void {
    this.all.push({ ...by, ...(this.drawn.get(by.material) ?? { hash: '', versions: [], evidence: [] }) });
  }
}

function versionsOf({ items, proceedings }: EvaluationState): string[] {
  return [...items.map((i) => `item/${i.itemId}@${i.version}`), ...proceedings.map((p) => `${p.stream}@${p.version}`)];
}

function evidenceOf({ units }: EvaluationState): SeenEvidence[] {
  return Object.values(units).flatMap((u) => evidenceBehind(u).map(({ name, sha256 }) => ({ unitId: u.unitId, name, sha256 })));
}
