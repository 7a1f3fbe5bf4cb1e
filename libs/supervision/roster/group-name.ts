import { normaliseName } from './roster';

const GROUP = /^(?:各|其他|其它|其余|相关|有关|全体|所有|市直各|区直各|县直各|省直各|市级各|驻[^各]{0,6}各)|(?:成员|相关|有关|责任|参与|配合|试点|改革|牵头|主责|主办|承办|协办|实施)(?:单位|部门)$|^群团组织$|(?:各|相关|有关)[^、]{0,10}$|^(?:市直|区直|县直|省直|市级|旗县区|县区)[^局委办]{0,4}(?:部门|单位)$/;
const NAMED_GROUP = /(?:群团组织|产业工会|重点改革单位|试点企业|各[^、]{1,12})$/;
const NAMED_GROUP_START = /^(?:市|区|县|旗|省|自治区|全)?(?:级|直)?(?:群团组织|各|重点改革单位|试点企业|产业工会)/;

/** Whether a name stands for many: 各…, 其他…, …成员单位, 群团组织. Its members are known only from a roster of a date. */
export function isGroupName(name: string): boolean {
  const words = normaliseName(name);
  return GROUP.test(words) || (NAMED_GROUP.test(words) && NAMED_GROUP_START.test(words));
}
