import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useNamesIn } from '../../../api/people';
import { useUnits } from '../../../api/units';
import { cityMoment } from '../../../words/moments';
import type { Found } from '../acts/known';
import { Facts } from './facts';
import { Steps } from './steps';

type Instruction = Extract<Found, { kind: 'instruction' }>;

/** Who instructed what about what, which units do what by when, and what was fed back. */
export function InstructionPart({ found }: { found: Instruction }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const { text, about, leader, recorded, further, feedback, steps } = found.content;
  const name = useNamesIn([leader.unitId])(leader.personId);
  return (
    <>
      <Facts
        facts={[
          [t('proceedingParts.instructed'), text],
          [t('proceedingParts.leader'), [nameOf(leader.unitId), name, recorded ? t('proceedingParts.recorded') : null].filter(Boolean).join(' · ')],
          [t('proceedingParts.about'), <Subject key="about" about={about} />],
          ...further.map((f) => [t('proceedingParts.further', { at: cityMoment(f.at) }), f.text] as const),
          [feedback === null ? '' : t('proceedingParts.feedback', { at: cityMoment(feedback.at) }), feedback?.text],
        ]}
      />
      <Steps found={found} steps={steps} />
    </>
  );
}

function Subject({ about: { kind, ref } }: { about: Instruction['content']['about'] }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const word = t(`openMatter.abouts.${kind}`);
  if (ref === null) return word;
  switch (kind) {
    case 'item':
      return (
        <Link to="/items/$itemId" params={{ itemId: ref }}>
          {word}
        </Link>
      );
    case 'difficulty':
      return (
        <Link to="/proceedings/$kind/$id" params={{ kind, id: ref }}>
          {word}
        </Link>
      );
    case 'unit':
      return nameOf(ref);
    default:
      return kind === 'other' ? ref : word;
  }
}
