import { Segmented } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FONT } from '../../shell/theme';
import styles from './chart.module.css';
import { PAPER, type Ground } from './colours';
import { init, type ECharts, type EChartsCoreOption } from './echarts';

interface Props {
  title: string;
  help?: string;
  option: EChartsCoreOption;
  height: number;
  /** The same figures as a table: what a screen reader, a printer and whoever wants the numbers read. */
  table: React.ReactNode;
  /** A mark was pressed. */
  open?: (mark: { series: string; index: number }) => void;
}

/** A chart with the same figures as a table one press away. */
export function Chart({ title, help, option, height, table, open }: Props): React.ReactNode {
  const { t } = useTranslation();
  const [view, setView] = useState<'chart' | 'table'>('chart');
  return (
    <section className={styles['section']} aria-label={title}>
      <header className={styles['head']}>
        <h2>{title}</h2>
        <Segmented className="no-print" value={view} onChange={setView} aria-label={t('overview.view', { title })} options={[{ value: 'chart', label: t('overview.chart') }, { value: 'table', label: t('overview.table') }]} />
      </header>
      {help !== undefined && <p className="secondary">{help}</p>}
      {view === 'table' ? table : <Drawing title={title} option={option} height={height} open={open} />}
    </section>
  );
}

/** The drawing alone. Its tooltip is drawn too: one of HTML would bring styles that the page's policy refuses. */
export function Drawing({ title, option, height, open, ground = PAPER }: Pick<Props, 'title' | 'option' | 'height' | 'open'> & { ground?: Ground }): React.ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<ECharts | null>(null);
  const told = useRef(open);
  told.current = open;
  useEffect(() => {
    const chart = init(place.current!, undefined, { renderer: 'canvas' });
    chart.on('click', (mark) => told.current?.({ series: mark.seriesName ?? '', index: mark.dataIndex }));
    const sized = new ResizeObserver(() => chart.resize());
    sized.observe(place.current!);
    drawn.current = chart;
    return () => {
      sized.disconnect();
      chart.dispose();
    };
  }, []);
  useEffect(() => {
    drawn.current?.setOption({ ...common(ground), ...option }, { notMerge: true });
  }, [option, ground]);
  return <div ref={place} role="img" aria-label={title} style={{ height }} />;
}

function common(ground: Ground): EChartsCoreOption {
  return {
    animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    animationDuration: 150,
    aria: { enabled: true, label: { enabled: false }, decal: { show: true } },
    textStyle: { color: ground.text, fontFamily: FONT, fontSize: 14 },
    tooltip: { trigger: 'axis', renderMode: 'richText', axisPointer: { type: 'shadow' } },
    grid: { left: 8, right: 16, top: 40, bottom: 8, containLabel: true },
  };
}
