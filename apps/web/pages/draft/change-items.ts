import { api, commandHeaders, type Schemas } from '../../api/client';
import type { Plan } from '../../api/plans';

type Body = Omit<Schemas['ChangeItemsBody'], 'preview' | 'draftVersion'>;
type Told<T> = Promise<{ data?: T; error?: unknown; response: Response }>;

const ask = (plan: Plan, body: Schemas['ChangeItemsBody'], key: string): unknown => api.POST('/plans/{planId}/change-items', { params: { path: { planId: plan.id }, header: commandHeaders(key, plan.version) }, body });

/** Changes items of a draft, all or none, as the draft was when it was seen. */
export const changeItems = (plan: Plan, body: Body, key: string): Told<Schemas['PlanAnswer']> => ask(plan, { ...body, draftVersion: plan.draftVersion, preview: false }, key) as Told<Schemas['PlanAnswer']>;

/** What that would do; nothing is written. */
export const previewItems = (plan: Plan, body: Body, key: string): Told<Schemas['BulkChangePreviewBody']> => ask(plan, { ...body, preview: true }, key) as Told<Schemas['BulkChangePreviewBody']>;
