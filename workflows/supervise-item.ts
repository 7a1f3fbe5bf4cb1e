import { continueAsNew } from '@temporalio/workflow';
import { supervise } from './supervise';

/** Supervises one reform item, by its id. */
export async function superviseItem(itemId: string): Promise<void> {
  await supervise(itemId, () => continueAsNew<typeof superviseItem>(itemId));
}
