import type { HttpClient } from '../support/http-client';
import type { RunningSystem } from '../support/running-system';
import type { StepForecast } from '#libs/supervision/schedule/forecast';
import { COMMITTEE, GROUP, LOGIN, MEETINGS } from './qujing.city';
import { WORKS } from './qujing.lists';

/** Of the works the one that slips. */
export const SLIPPING = '1';

export interface WorkRow {
  itemId: string;
  number: string;
  status: string;
  light: string;
  deadline: string | null;
  finish: string | null;
  steps: StepForecast[];
}

/** What people of the zone do again and again. */
export class Zone {
  /** Plan of the works. */
  works = '';
  /** Plan of the tasks, to which difficulties and meetings belong. */
  tasks = '';
  /** Meetings held so far, in their order. */
  readonly meetings: { id: string; day: string; kind: string }[] = [];
  /** Place in the log of the newest minutes. */
  position = '';

  constructor(readonly system: RunningSystem) {}

  as(who: string): HttpClient {
    return this.system.as(who);
  }

  async work(number: string, query: Record<string, string> = {}): Promise<WorkRow> {
    return (await this.schedule(query)).find((w) => w.number === number)!;
  }

  async schedule(query: Record<string, string> = {}): Promise<WorkRow[]> {
    return (await this.as('office').get<{ items: WorkRow[] }>(`/plans/${this.works}/schedule`, query)).items;
  }

  /** The clock at ten in the morning of a day. What meetings were called for until then are held, but for the one of the leading group that has an agenda of its own. */
  async on(day: string): Promise<void> {
    await this.system.setClock(`${day}T02:00:00.000Z`);
    for (const { day: held, kind } of MEETINGS.slice(this.meetings.length).filter((m) => m.day === day)) if (kind !== GROUP || this.meetings.every((m) => m.kind !== GROUP)) await this.meet(kind, held);
  }

  /** Calls a meeting and records that it was held on its day, what it decided, and its minutes. */
  async meet(kind: string, day: string, matters: { title: string; difficultyId?: string; decisions?: { unitId: string; text: string; day: string }[] }[] = [{ title: '进展情况' }]): Promise<string> {
    const id = await this.call(kind, day, matters);
    await this.hold(id, day);
    for (const [i, { title, decisions = [] }] of matters.entries()) await this.as('office').post(`/meetings/${id}/matters/m${i + 1}/decide`, { text: `${title}：按会议意见办理`, decisions });
    await this.minutes(id);
    return id;
  }

  async minutes(id: string): Promise<void> {
    this.position = (await this.as('office').post<{ position: string }>(`/meetings/${id}/minutes`, { text: '会议听取汇报并作出安排' })).position;
  }

  async call(kind: string, day: string, matters: { title: string; difficultyId?: string }[]): Promise<string> {
    const number = `第${this.meetings.filter((m) => m.kind === kind).length + 1}次`;
    const body = { planId: this.tasks, title: `${number}${kind}`, meetingKind: kind, number, day, memberUnitIds: Object.keys(LOGIN).map((name) => this.system.unit(name)), matters: matters.map(({ title, difficultyId }) => ({ title, difficultyId })) };
    const { proceeding } = await this.as('office').post<{ proceeding: { id: string } }>('/meetings', body);
    this.meetings.push({ id: proceeding.id, day, kind });
    return proceeding.id;
  }

  async hold(id: string, day: string): Promise<void> {
    await this.as('office').post(`/meetings/${id}/hold`, { day, presentUnitIds: [this.system.unit(COMMITTEE)] });
  }

  /** A step of works is sent in by their units and accepted; the next begins. */
  async carryOn(numbers: readonly string[], step: 1 | 2 | 3, text: string): Promise<void> {
    for (const number of numbers) {
      const itemId = `${this.works}-${number}`;
      const who = LOGIN[WORKS[Number(number) - 1]!.unit]!;
      await this.as(who).command(itemId, 'submit', { stepId: `a1-${step}`, text, evidenceIds: [] });
      await this.as('watch').command(itemId, 'verify', { stepId: `a1-${step}` });
    }
  }

  async begin(numbers: readonly string[], step: 2 | 3, text: string): Promise<void> {
    for (const number of numbers) await this.as(LOGIN[WORKS[Number(number) - 1]!.unit]!).command(`${this.works}-${number}`, 'report', { assignmentId: 'a1', stepId: `a1-${step}`, text, values: [] });
  }
}
