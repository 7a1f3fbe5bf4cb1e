import type { Rules } from './fields';
import styles from './rules.module.css';

type Laid = Pick<Rules, 'reminderWorkingDays' | 'blueWithinWorkingDays' | 'graceWorkingDays'>;

const WIDTH = 800;
const TOP = 18;
const BAR = 14;
/** Days shown beyond the last change of light, and at most on either side: what lies further off is told in words. */
const BEYOND = 3;
const MOST = 30;
const COLOURS = { green: '#2e8b45', blue: '#1d6fd6', yellow: '#f5b800', red: '#d3302f' } as const;

/** A ruler of working days with the deadline on it: each stretch in the light that it has, each reminder a mark. The list under it says the same in words. */
export function Ruler({ reminderWorkingDays = [], blueWithinWorkingDays: blue, graceWorkingDays: grace }: Laid): React.ReactNode {
  if (![blue, grace].every((days) => Number.isFinite(days) && days >= 0)) return null;
  const from = -Math.min(MOST, Math.max(blue, ...reminderWorkingDays) + BEYOND);
  const to = Math.min(MOST, grace + BEYOND);
  const x = (day: number): number => ((Math.max(from, Math.min(to, day)) - from) / (to - from)) * WIDTH;
  const stretches = [
    { light: 'green', from, to: -blue },
    { light: 'blue', from: -blue, to: 0 },
    { light: 'yellow', from: 0, to: grace },
    { light: 'red', from: grace, to },
  ] as const;
  const days = Array.from({ length: to - from + 1 }, (_, n) => from + n);
  const named = new Set([-blue, 0, grace, ...reminderWorkingDays.map((each) => -each)]);
  return (
    <svg className={styles['ruler']} viewBox={`-16 0 ${WIDTH + 32} 64`} aria-hidden>
      {stretches.filter((s) => x(s.to) > x(s.from)).map((s) => (
        <rect key={s.light} x={x(s.from)} width={x(s.to) - x(s.from)} y={TOP} height={BAR} fill={COLOURS[s.light]} stroke={s.light === 'yellow' ? '#8a5a00' : 'none'} />
      ))}
      {days.map((day) => (
        <line key={day} x1={x(day)} x2={x(day)} y1={TOP + BAR} y2={TOP + BAR + (day === 0 ? 12 : 6)} stroke="#4e5969" strokeWidth={day === 0 ? 2 : 1} />
      ))}
      {reminderWorkingDays.filter((each) => -each >= from).map((each) => (
        <path key={each} d={`M${x(-each)} ${TOP - 2}l-5 -9h10z`} fill="#1f2329" />
      ))}
      {days.filter((day) => named.has(day)).map((day) => (
        <text key={day} x={x(day)} y={TOP + BAR + 26} textAnchor="middle" fontSize="13" fill="#1f2329">
          {day === 0 ? 'T' : day < 0 ? `T${day}` : `T+${day}`}
        </text>
      ))}
    </svg>
  );
}
