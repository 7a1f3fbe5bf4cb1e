/** Matters that are written in every form: what is read of them must not depend on the form. */
export interface Matter {
  title: string;
  content: string;
  leads: string[];
  participants: string[];
  time: string;
  deadline: string;
  /** Values of its targets, in base units. */
  values: number[];
}

export const MATTERS: readonly Matter[] = [
  { title: '提升电子政务外网', content: '骨干网带宽达到10Gbps，村级接入率不低于98%。', leads: ['市数据局'], participants: ['各区县政府', '市电信公司'], time: '2031年6月底前', deadline: '2031-06-30', values: [10, 98] },
  { title: '推行联合验收', content: '联合验收率达到95%。', leads: ['市住建局', '市城管局'], participants: ['市人防办'], time: '三季度末前', deadline: '2031-09-30', values: [95] },
  { title: '放宽市场准入', content: '清理各类壁垒，建立归集和通报制度。', leads: ['市发改委'], participants: ['市商务局', '市市场监管局', '市财政局'], time: '年底前', deadline: '2031-12-31', values: [] },
  { title: '保障企业用工', content: '举办招聘活动不少于300场，开展技能培训1.8万人次。', leads: ['市人社局'], participants: ['市总工会', '各县（市、区）人民政府'], time: '上半年', deadline: '2031-06-30', values: [300, 18000] },
  { title: '加强知识产权保护', content: '办理纠纷调解案件80件以上。', leads: ['市市场监管局'], participants: ['市委宣传部', '市人民检察院'], time: '5月15日前', deadline: '2031-05-15', values: [80] },
  { title: '降低用能成本', content: '燃气报装办理时间压缩到5个工作日以内。', leads: ['市发改委'], participants: ['国网云澜供电公司', '云澜燃气集团'], time: '10月底', deadline: '2031-10-31', values: [5] },
  { title: '实施城市更新行动', content: '改造老旧小区42个，新增公共停车泊位3000个，完成投资12.6亿元。', leads: ['市住房城乡建设局'], participants: ['市自然资源局', '滨江城投集团'], time: '11月30日前', deadline: '2031-11-30', values: [42, 3000, 1260000000] },
  { title: '壮大村级集体经济', content: '培育示范村15个，集体经营性收入20万元以上的村占比超过60%。', leads: ['市委组织部'], participants: ['市农业农村局', '各乡镇（街道）'], time: '2031年12月', deadline: '2031-12-31', values: [15, 60] },
];
