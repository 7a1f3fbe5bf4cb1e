import type { ActGroup, Found } from './known';
import { PlainForm } from './plain-form';
import { QuantifyForm } from './quantify-form';
import { ReportForm } from './report-form';
import { RulingForm } from './ruling-form';
import { SubmitForm } from './submit-form';

/** The form of an act, over the page of its item. */
export function ActSheet({ found, group, close }: { found: Found; group: ActGroup; close: () => void }): React.ReactNode {
  switch (group.act) {
    case 'report':
      return <ReportForm found={found} group={group} close={close} />;
    case 'submit':
      return <SubmitForm found={found} group={group} close={close} />;
    case 'rule':
      return <RulingForm found={found} group={group} close={close} />;
    case 'quantify':
      return <QuantifyForm found={found} close={close} />;
    default:
      return <PlainForm found={found} group={group} close={close} />;
  }
}
