import { createHash } from 'node:crypto';
import type { EventStore } from '#libs/event-store/event-store';
import type { Actor } from '#libs/supervision/actor';
import { REFORM_UNIT, type ReformUnitCommand, type ReformUnitState } from '#libs/supervision/reform-unit/reform-unit';
import type { Link, Particulars } from '#libs/supervision/reform-unit/reform-unit.events';
import type { FieldFault } from '#libs/supervision/rejection';
import { normaliseName } from '#libs/supervision/roster/roster';
import type { Outcome, Sender } from './outcome';
import type { ProceedingCommands } from './proceeding-commands';
import type { Proceedings } from './proceedings';
import type { References } from './references';
import { together, type Deciding } from './together';

export type Listing = Extract<ReformUnitCommand, { type: 'list' }>;

/** Reform units listed by one command: written in one append, so a list is taken over whole or not at all. */
export const MOST_LISTED = 300;
/** A unit that has left and come back so often is no unit. */
const MOST_SPELLS = 50;

/** A line of a list of reform units. */
export interface ListEntry {
  line: number;
  /** What the line says; of the rest it says nothing. */
  said: readonly (keyof Particulars | 'since' | 'ownPlan' | 'contactUnits' | 'instructors' | 'linkedSince')[];
  listing: Listing;
}

/** What a line comes to: it is put on the roster (and taken off again, where it has left), taken off, or there as it says. */
export type EntryAct = { act: 'list' | 'leave' | 'same'; id: string };
export type Looked = EntryAct | { problem: Pick<FieldFault, 'zh' | 'en'> };

/** The times that a name was on an office's roster. */
interface Spells {
  stem: string;
  /** Oldest first; the last may be open. */
  states: ReformUnitState[];
}

const WORDS: Readonly<Record<ListEntry['said'][number], [zh: string, en: string]>> = {
  name: ['名称', 'name'], unitType: ['类型', 'type'], ownership: ['性质', 'ownership'], trade: ['行业', 'trade'], size: ['规模', 'size'], region: ['地区', 'region'], batch: ['批次', 'batch'], level: ['级别', 'level'], unitId: ['单位', 'unit'],
  since: ['列入日期', 'day of listing'], ownPlan: ['一企一策', 'own plan'], contactUnits: ['挂钩联系单位', 'contact units'], instructors: ['改革指导员', 'instructors'], linkedSince: ['挂钩日期', 'days of links'],
};

/**
 * Lists of reform units against the roster of their office. A reform unit's id is made of its office and name and counts how often it was on
 * the roster: of two who list it at once, one finds it there.
 */
export class ReformUnitLists {
  private readonly units: ProceedingCommands<ReformUnitState, ReformUnitCommand>;

  constructor(
    private readonly log: { store: EventStore; references: References },
    proceedings: Proceedings,
  ) {
    this.units = proceedings.of(REFORM_UNIT);
  }

  /** Puts one on the roster. */
  list(listing: Listing, actor: Actor, sender: Sender): Promise<Outcome<ReformUnitState>> {
    return this.write({ listings: [listing] }, actor, sender, async (deciding) => {
      const { name } = listing.data.particulars;
      const { stem, states } = await this.spells(listing);
      if (states.at(-1)?.closed === null) deciding.refuse({ code: 'reform-unit-listed', field: 'name', details: { name } });
      await deciding.open(this.units, `${stem}-${states.length + 1}`, listing.data.policyId, listing);
    });
  }

  /** What each line would come to. */
  async look(entries: readonly ListEntry[]): Promise<Looked[]> {
    const looked: Looked[] = [];
    const opened = new Map<string, number>();
    for (const entry of entries) looked.push(comesTo(entry, await this.spells(entry.listing), opened));
    return looked;
  }

  /**
   * Takes a list over, whole or not at all: who is new is listed, who has left is taken off with the reason, who is there as the list says
   * stays as it is.
   *
   * @param body what the caller sent
   * @returns one of them
   */
  takeOver(body: unknown, entries: readonly ListEntry[], actor: Actor, sender: Sender): Promise<Outcome<ReformUnitState>> {
    if (entries.length === 0 || entries.length > MOST_LISTED) throw new Error(`lists take 1 to ${MOST_LISTED} reform units`);
    return this.write(body, actor, sender, async (deciding) => {
      const looked = await this.look(entries);
      const wrong = looked.flatMap((l, i) => ('problem' in l ? [{ field: `line ${entries[i]!.line} name`, zh: `第 ${entries[i]!.line} 行：${l.problem.zh}`, en: `line ${entries[i]!.line}: ${l.problem.en}` }] : []));
      if (wrong.length > 0) deciding.refuse({ code: 'roster-list-invalid', fields: wrong });
      for (const [i, entry] of entries.entries()) {
        const { act, id } = looked[i] as EntryAct;
        const { listing } = entry;
        if (act === 'list') await deciding.open(this.units, id, listing.data.policyId, listing);
        else if (act === 'leave') await deciding.execute(this.units, id, { type: 'remove', ...listing.left! });
        else deciding.guard(this.units.streamOf(id), (await this.units.load(id)).version);
      }
    });
  }

  private write(body: unknown, actor: Actor, sender: Sender, decide: (deciding: Deciding) => Promise<void>): Promise<Outcome<ReformUnitState>> {
    const prefix = this.units.streamOf('');
    const any = async (streams: readonly string[]): Promise<ReformUnitState | null> => {
      const stream = streams.find((s) => s.startsWith(prefix));
      return stream === undefined ? null : (await this.units.load(stream.slice(prefix.length))).state;
    };
    return together(this.log, { commands: this.units, id: '' }, body, actor, sender, decide, any);
  }

  private async spells({ data: { officeUnitId, particulars } }: Listing): Promise<Spells> {
    const stem = createHash('sha256').update(`${officeUnitId}\u0000${normaliseName(particulars.name)}`).digest('hex').slice(0, 12);
    const states: ReformUnitState[] = [];
    for (let spell = 1; spell <= MOST_SPELLS; spell++) {
      const { state } = await this.units.load(`${stem}-${spell}`);
      if (state === null) return { stem, states };
      states.push(state);
    }
    throw new Error(`${particulars.name} was listed ${MOST_SPELLS} times`);
  }
}

/** @param opened how many times of a name the lines before have begun */
function comesTo(entry: ListEntry, { stem, states }: Spells, opened: Map<string, number>): Looked {
  const { left = null, data } = entry.listing;
  const last = states.at(-1);
  const there = last?.closed === null ? last : null;
  const same = left === null ? there : (states.find((s) => s.until === left.until && (!entry.said.includes('since') || s.since === data.since)) ?? null);
  if (same !== null) {
    const differs = left === null ? differing(entry, same) : [];
    if (differs.length === 0) return { act: 'same', id: same.id };
    return { problem: { zh: `已在名单中，且与名单不一致（${differs.map((f) => WORDS[f][0]).join('、')}）：请在该单位上更新，或从文件中删去这些内容`, en: `is on the roster already, and otherwise (${differs.map((f) => WORDS[f][1]).join(', ')}): change it there, or leave this out of the file` } };
  }
  if (there !== null && left !== null) {
    if (entry.said.includes('since') && data.since !== there.since) return { problem: { zh: `名单中自 ${there.since} 列入，与 ${data.since} 不一致`, en: `is listed since ${there.since}, not ${data.since}` } };
    if (left.until < there.since) return { problem: { zh: `退出日期 ${left.until} 早于列入日期 ${there.since}`, en: `the day of leaving, ${left.until}, lies before ${there.since}, since when it is listed` } };
    return { act: 'leave', id: there.id };
  }
  const further = (opened.get(stem) ?? 0) + 1;
  opened.set(stem, further);
  return { act: 'list', id: `${stem}-${states.length + further}` };
}

function differing({ said, listing: { data, links } }: ListEntry, there: ReformUnitState): ListEntry['said'] {
  // Of a contact unit who is named for it is not in lists.
  const named = ({ kind, unitId, personId }: Pick<Link, 'kind' | 'unitId' | 'personId'>): string => [kind, unitId, ...(kind === 'instructor' ? [personId] : [])].join('/');
  const linksOf = (kind: Link['kind'], of: readonly Pick<Link, 'kind' | 'unitId' | 'personId'>[]): string => of.filter((l) => l.kind === kind).map(named).sort().join();
  const open = Object.values(there.links).filter((l) => l.until === null);
  const days = (of: readonly Pick<Link, 'kind' | 'unitId' | 'personId' | 'since'>[]): string => of.map((l) => `${named(l)}/${l.since}`).sort().join();
  return said.filter((field) => {
    switch (field) {
      case 'name':
        return false;
      case 'since':
        return data.since !== there.since;
      case 'ownPlan':
        return (data.ownPlan?.title ?? null) !== (there.ownPlan?.title ?? null);
      case 'contactUnits':
        return linksOf('contactUnit', links) !== linksOf('contactUnit', open);
      case 'instructors':
        return linksOf('instructor', links) !== linksOf('instructor', open);
      case 'linkedSince':
        return days(links) !== days(open);
      default:
        return data.particulars[field] !== there.particulars[field];
    }
  });
}
