import { fold, withoutLayoutSpaces } from '../text/fold';
import { ANNOUNCED } from './title.reader';

const GENRE = /(?:实施|工作|行动|重点|责任|任务|工作任务|重点任务)*(?:要点|方案|意见|计划|规划|清单|分工|分工表|台账|一览表|分解表|任务表|责任表|措施|安排|细则|办法)(?:\(.{1,10}\))?$/;
const SHORTEST_SUBJECT = 4;

/** What a paper is about, without its kind: 某市产改2031年 of 某市产改2031年工作要点. */
function subjectOf(title: string): string {
  const bare = fold(withoutLayoutSpaces(title)).replace(/\s|[《》"“”,.:、]/g, '');
  const letter = ANNOUNCED.exec(bare);
  return (letter?.[1] ?? letter?.[2] ?? bare).replace(/^关于/, '').replace(GENRE, '');
}

/** Whether two titles are of one paper, such as a plan and the list that is attached to it. */
export function sameSubject(a: string, b: string): boolean {
  const [one, other] = [subjectOf(a), subjectOf(b)];
  return one.includes(other) || other.includes(one) || Math.min(one.length, other.length) < SHORTEST_SUBJECT;
}

/** What is said of a further plan in the file. */
export function otherPlan(zh: string, en: string): { zh: string; en: string } {
  return {
    zh: `文件中另有一份计划（自${zh}起），未并入本草案：请将其另存为单独的文件后导入`,
    en: `Another plan in the same file, from ${en} on, which is no part of this draft: save it as a file of its own and import that`,
  };
}
