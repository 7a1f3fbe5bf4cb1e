/** Words around a figure. Everything here is written half-width and simplified: patterns see folded text. */

/** What is counted in; the longest first, since 人次 also begins with 人. A look-ahead keeps words apart that only begin alike (部门, 所有). */
export const COUNT_UNITS = [
  '个百分点', '百分点', '立方米', '公顷', '千伏安', '兆瓦时', '兆瓦', '吉瓦', '吨标准煤', '标准箱', '美元', '公斤', '千克', '亩次', '架次', '例次', '台套', '平方米', '平方公里', '公里', '人次', '人天', '场次', '家次', '户次', '件次', '班次', '批次', '台次', '车次', '课时', '学时', '小时', '千瓦时', '千瓦',
  '个(?!月|工作日|小时|方面|层面|维度|环节|覆盖|确立|维护|意识|自信|阶段|方向|结合|转变|统一|坚持|关系|层次|季度|星期|着力|必须|确保)',
  '人(?!大|民|社|力资|工智|均|事|口|员|才)', '名(?!单|义|称|师)', '位(?!于|置)', '家(?!庭|属|长)', '户(?!籍|外)', '场(?!所|地|馆)', '次(?!序|要)', '期(?!间|限|末)',
  '项', '件(?!实事|好事|大事)', '套', '条(?!件|例)', '篇', '所(?!有|在|属|需)', '座(?!谈)', '支(?!持|部|撑|付|委|出)', '门(?!户|类)', '处(?!理|置|室)', '台(?!账|阶)', '辆',
  '本(?!科|地|级|市|年|区|县|单)', '册', '份', '部(?!门|分|署|队|委)', '集(?!中|团|群|聚|体)', '对(?!于|口|接|标|照|象)', '组(?!织|建|成|长)', '亩', '元', '吨', '例', '宗',
  '起(?!来|草|步)', '笔', '轮', '遍', '堂', '岗', '倍', '张', '间(?!隔)', '道', '枚', '幅', '款(?!项)', '栋', '株', '艘', '届(?=[,。;、:)\\s]|$|以上|左右)', '头', '只(?!有|要|能|是|需)', '羽', '盏', '床(?!位费)', '米(?!面)', '眼(?!前|光|病)', '棵', '千米', '厘米', '毫米', '平米', '㎡', 'km', 'MW', 'kW', '微克/立方米', '毫克/立方米', '毫克/升', '微克', '毫克', '分贝', '%', '‰',
];

/** Lengths of time. They are targets only where a limit is set on them: 办理时限压缩到3个工作日以内. */
export const DURATION_UNITS = ['个工作日', '工作日', '个自然日', '自然日', '天', '个月', '分钟'];
/** Marks of an appraisal, targets only where a bound is set on them: 满意度95分以上, but not 每次扣2分. */
export const MARK_UNIT = '分(?!之|别|工|批|期|类|级|管|解|布|析|享|局|支|公司|行|步|阶|层|钟|块|发|红|流|散|包|贝|值)';
/** Before a duration: it is reckoned from something, so it says when, not how much. */
export const RECKONED_FROM = /(?:自|从|起|后|之日|收到|接到)[^,。;:]{0,16}$/;

/** Words right before a figure, with the comparison that they mean. A "weak" one yields to 左右, 余 and the like behind the figure. */
/** `apart`: a doing word may stand between (至少举办一次); the figure's words then begin at the number. */
export const BEFORE: readonly { words: string; comparison: '>=' | '>' | '<=' | '<' | '~'; weak?: true; apart?: true }[] = [
  { words: '≥|≧|⩾|>=|=>|不少于|不低于|不小于|不得少于|不得低于|不得小于|不能少于|不能低于|大于(?:或)?等于|高于或等于|至少|最少|最低|保底|不下', comparison: '>=' },
  { words: '≤|≦|⩽|<=|=<|不超过|不超出|不高于|不多于|不大于|不得超过|不得超出|不得多于|不得高于|不得大于|不能超过|小于(?:或)?等于|低于或等于|至多|最多|控制在|压减到|压减至|压缩到|压缩至|压缩为|缩短到|缩短至|缩短为|缩减到|缩减至|减少到|减少至|下降到|下降至|降至|降到|降低到|降低至|降为', comparison: '<=' },
  { words: '>|超过|超出|突破|高于|多于|大于|超', comparison: '>' },
  { words: '<|低于|少于|小于|不足', comparison: '<' },
  { words: '大约|大概|将近|接近|约|近', comparison: '~' },
  { words: '力争达到|确保达到|达到|达|力争|争取|提高到|提高至|提升到|提升至|增加到|增加至|增长到|增至|升至|扩大到|保持在|稳定在', comparison: '>=', weak: true },
  { words: '至少|最少', comparison: '>=', apart: true },
  { words: '力争|确保|争取', comparison: '>=', weak: true, apart: true },
];

export const AFTER: readonly { words: string; comparison: '>=' | '<=' | '~' }[] = [
  { words: '及其?以上|或以上|以上|之上|起步', comparison: '>=' },
  { words: '及其?以下|或以下|及以内|以内|以下|之内|封顶', comparison: '<=' },
  { words: '左右|上下|余|多', comparison: '~' },
];

/** Doing words that a counted noun follows: in 选树工匠10名 the metric is 工匠. */
export const DOING = [
  '培育命名', '选树', '培育', '命名', '培养', '新增', '新建(?!会)', '新设', '建设', '建成', '建立', '打造', '创建', '组建', '推出', '推选', '发展', '评选', '评定', '表彰', '征集', '推荐', '申报', '认定', '扶持', '吸引',
  '投入', '达到', '实现', '完成', '解决', '走访', '慰问', '覆盖', '改造', '扩大', '发放', '形成', '制定', '出台', '召开', '举办', '举行', '开展', '聘请', '聘任', '配备', '设立', '遴选', '资助', '奖励', '救助',
  '援助', '调解', '办理', '办好', '受理', '联系', '排查', '整改', '制作', '拍摄', '编印', '印发', '发布', '筹集', '提供', '新招', '招聘', '招募', '引进', '引育', '服务', '帮扶', '帮助', '带动', '签订', '创办',
  '实施', '培训', '组织', '动员', '安排', '支持', '稳定', '开发', '打磨', '推广', '转化', '攻克', '孵化', '挂牌', '授牌', '评出', '树立', '宣传', '开设', '开办', '新聘', '选聘', '选派', '汇编', '培树', '选出', '吸纳', '安置', '化解', '纳入', '创设', '推动', '力争', '确保', '参加', '组成', '派出', '督查', '检查', '指导',
  '刊发', '刊播', '惠及', '设置', '清偿', '压减', '压降', '新发展', '采购', '报送', '修建', '维修', '检修',
];

/** Words that lead another doing word: 引导各级开展. Never the act that is counted. */
export const GUIDING = ['引导', '推动', '鼓励', '支持', '组织', '动员', '指导', '带动', '督促', '推进', '促进', '深化', '加强', '加大', '广泛', '继续', '持续', '全年', '累计', '每年', '力争', '确保', '市级', '其中'];

/** Where a counted noun behind the figure ends: 上万名产业工人参加… counts 产业工人. */
export const ENDS_NOUN = [
  '(?:以及|[和及与并])(?=\\d|[一二三四五六七八九十百]{1,3}[个名家项场人])',
 '有(?=\\d|[上数几近百千万])', '规范(?=召开|开展|举办)', '召开', '举办', '参加', '参与', '开展', '建立', '实现', '完成', '达到', '纳入', '进行', '接受', '获得', '取得', '建成', '享受', '成为', '组建', '走进', '开设', '投入', '通过', '带头', '进入', '深入', '赴'];

/** A clause with one of these tells what there is, not what is to be reached. */
export const STOCK = /原有|现有|已有|已建(?!会|制)|已达|已经|目前|此前|去年|上年|上一年|截至|截止|共有|历年/;
/** Words that point at a figure given elsewhere: 对照以上50个项目. */
export const REFERENCE = /(?:对照|依据|按照|根据|围绕|依照|参照)[^,。;:]{0,24}$/;
/** Words right before a figure that make it an ordinal, a share or a pointer: 第二批, 前10名, 以上50个. */
/** 高级工以上2000名, 市级以上奖项 are a class; 落实以上5项 points at what was said. */
export const NOT_A_COUNT_AFTER =
  /(?:第|(?<![底日月之以末])前|首|每|任|逐|上述|(?<![级工师称历科士等岁元人员奖模上度准平亩里吨米名家项年%])以[上下]|这|该|其他|其余|另外|编号|满|各)\s*$/;
