/** Who owes or hears something; the same words as an item's recipients. */
export interface ToldOne {
  unitId: string;
  post: 'liaison' | 'leader' | 'responsible' | 'office' | 'signer';
  personId: string | null;
  why: 'assignee' | 'escalation' | 'verifier' | 'ruling' | 'signing' | 'supervision' | 'onBehalf' | 'informed';
}
