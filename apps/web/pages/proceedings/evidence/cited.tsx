import { EvidenceLine } from '../../../parts/evidence-table';
import type { Found } from '../acts/known';
import { pathOf, useFiles } from './files';

/** The files that something was shown by, beside its words; nothing where none was given. */
export function Cited({ found, ids }: { found: Found; ids: readonly string[] }): React.ReactNode {
  const { data } = useFiles(found);
  const files = (data?.evidence ?? []).filter((e) => ids.includes(e.id));
  return files.length === 0 ? null : <EvidenceLine files={files.map((e) => ({ ...e, path: pathOf(found, e.id) }))} />;
}

/** Files that a unit's scores of itself point at: of the evaluation, or of an item. */
export function Pointed({ found, at }: { found: Found; at: readonly { itemId: string | null; evidenceId: string; name: string }[] }): React.ReactNode {
  const { data } = useFiles(found);
  const isPhoto = (evidenceId: string): boolean => data?.evidence.find((e) => e.id === evidenceId)?.preview ?? false;
  if (at.length === 0) return null;
  return <EvidenceLine files={at.map(({ itemId, evidenceId, name }) => (itemId === null ? { id: evidenceId, name, preview: isPhoto(evidenceId), path: pathOf(found, evidenceId) } : { id: evidenceId, name, preview: false, path: `/items/${itemId}/evidence/${evidenceId}` }))} />;
}
