import { mergeHeadings, readHeader } from './table.columns';

const columns = (...cells: string[]): (string | null)[] | undefined => readHeader(cells)?.columns;

describe('the heading of a table', () => {
  it.each([
    [['序号', '项目名称', '牵头单位', '完成时限'], ['number', 'title', 'lead', 'time']],
    [['项目编号', '项目名称', '建设内容及规模', '总投资', '建设单位', '行业主管部门', '包联领导', '节点要求'], ['number', 'title', 'content', 'other', 'unmarked', 'other', 'other', 'time']],
    [['编号', '任务名称', '目标（量化）', '牵头企业/部门', '配合企业/部门', '启动时间', '完成时间'], ['number', 'title', 'target', 'lead', 'participant', 'other', 'time']],
    [['一级指标', '编号', '创建任务', '牵头部门', '责任部门', '完成时限'], ['category', 'number', 'title', 'lead', 'unmarked', 'time']],
    [['任务编号', '任务描述', '主责', '协办', '督办领导', '截止日期', '报送频次', '量化指标'], ['number', 'content', 'lead', 'participant', 'other', 'time', 'recurrence', 'target']],
    [['序号', '项目名称', '建设地点', '建设规模', '年度建设任务', '完成时间', '牵头单位'], ['number', 'title', 'other', 'content', 'target', 'time', 'lead']],
    [['序号', '督查事项', '责任单位', '反馈时限', '办结时限'], ['number', 'title', 'unmarked', 'other', 'time']],
    [['序号', '考核类别', '考核指标', '计量单位', '2025年完成值', '2026年目标值', '牵头部门', '完成时限'], ['number', 'category', 'title', 'measure', null, 'target', 'lead', 'time']],
    [['企业名称', '序号', '诉求事项', '服务措施及目标', '牵头部门', '联办单位', '服务专员', '办结时限'], ['category', 'number', 'title', 'content', 'lead', 'participant', 'other', 'time']],
    [['改革领域', '改革事项', '成果形式及年度目标', '主办单位', '完成时间', '改革事项编号'], ['category', 'title', 'target', 'lead', 'time', 'number']],
    [['序号', '专项', '主要举措', '工作重点', '抓总单位', '会办单位', '销号时限'], ['number', 'category', 'content', 'title', 'lead', 'participant', 'time']],
    [['序号', '指标名称', '计量单位', '2026年目标', '责任单位'], ['number', 'title', 'measure', 'target', 'unmarked']],
    [['序号', '类别', '目标任务', '责任单位', '完成时限'], ['number', 'category', 'title', 'unmarked', 'time']],
    [['序号', '反馈问题', '整改措施', '责任单位', '整改时限'], ['number', 'title', 'content', 'unmarked', 'time']],
    [['序号', '存在问题', '整改任务', '整改措施', '责任单位'], ['number', 'other', 'title', 'content', 'unmarked']],
    [['序号', '一级任务', '二级任务', '任务目标', '主责单位', '2031年3月', '2031年6月'], ['number', 'category', 'title', 'target', 'lead', null, null]],
  ])('%s', (cells, expected) => {
    expect(columns(...cells)).toEqual(expected);
  });

  it.each([[['姓名', '电话', '地址']], [['序号', '货物名称', '数量', '单价']], [['市总工会', '推进重点项目', '6月底前完成']], [['1', '完成投资', '市财政局']], [['序号', '品名', '计量单位', '数量']], [['重点工作', '要抓好落实，报送进展']], [['1', '推进重点项目', '市财政局', '6月', '9月']]])('%s is none', (cells) => {
    expect(readHeader(cells)).toBeNull();
  });

  it('of two rows is one', () => {
    const top = ['序号', '任务内容', '任务内容', '责任落实', '责任落实', '备注'];
    expect(mergeHeadings(top, ['序号', '任务名称', '量化目标', '牵头企业', '配合企业', '备注'])).toEqual(['序号', '任务名称', '量化目标', '牵头企业', '配合企业', '备注']);
    expect(mergeHeadings(['序号', '项目名称', '2027年计划', '', '牵头单位'], ['序号', '项目名称', '投资（万元）', '形象进度', '牵头单位'])?.[2]).toBe('2027年计划投资（万元）');
    expect(mergeHeadings(top, ['1', '清理低效资产', '处置12宗', '市国资委', '市城投集团', ''])).toBeNull();
  });
});
