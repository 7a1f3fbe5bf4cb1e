import type { DomainEvent } from '../event';
import type { Instant } from '../time/day';

/** A question of a checklist (督查清单), as it stands in a template and in the inspections that took it over. */
export interface ChecklistItem {
  /** Unique in an inspection: `<template>.<n>`. */
  key: string;
  text: string;
  /** Paper or rule that it rests on. */
  basis: string;
  /** The template and its version that it was taken from. */
  templateId: string;
  templateVersion: number;
}

/** A template in one version; a change makes the next one, and inspections keep what they took. */
export interface ChecklistTemplate {
  id: string;
  version: number;
  name: string;
  items: { text: string; basis: string }[];
  /** Not offered any more; inspections that have it keep it. */
  retired: boolean;
  changedAt: Instant;
}

export type ChecklistEventData = {
  ChecklistTemplateSet: { name: string; items: { text: string; basis: string }[]; retired: boolean };
};
export type ChecklistEvent = DomainEvent<'ChecklistTemplateSet', ChecklistEventData['ChecklistTemplateSet']>;

export const CHECKLIST_EVENTS = ['ChecklistTemplateSet'] as const;

/** Streams of templates: `checklist/<id>`. */
export const CHECKLIST_STREAM = 'checklist/';

export function evolveChecklist(before: ChecklistTemplate | null, event: ChecklistEvent, id: string): ChecklistTemplate {
  return { id, version: (before?.version ?? 0) + 1, ...event.data, changedAt: event.meta.recordedAt };
}

/** Its questions as an inspection takes them over. */
export function itemsOfTemplate(template: ChecklistTemplate): ChecklistItem[] {
  return template.items.map((item, i) => ({ key: `${template.id}.${i + 1}`, ...item, templateId: template.id, templateVersion: template.version }));
}
