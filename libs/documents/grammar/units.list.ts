import { fold, withoutLayoutSpaces } from '../text/fold';
import { looksLikeUnit } from './unit.shape';

/** Cuts a text at separators that stand outside brackets: 各县（市、区）总工会 is one name. A backslash keeps a separator in. */
export function splitOutsideBrackets(text: string, separators: string): string[] {
  const parts: string[] = [];
  const folded = fold(text);
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i += 1) {
    const char = folded.charAt(i);
    if (char === '(' || char === '[' || char === '〔') depth += 1;
    else if (char === ')' || char === ']' || char === '〕') depth = Math.max(0, depth - 1);
    else if (depth === 0 && separators.includes(char)) {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}

const JOINED = /(?:以及|和|及|与)/g;

/** 市总工会和市妇联 are two, 市人力资源和社会保障局 is one: cut only where both sides are names by themselves. */
function splitJoined(name: string): string[] {
  const folded = fold(name);
  for (const match of folded.matchAll(JOINED)) {
    const left = name.slice(0, match.index);
    const right = name.slice(match.index + match[0].length);
    if (looksLikeUnit(left) && /^(?:市|省|区|县|旗|盟|各|自治区|团|国|其他|有关|相关)/.test(right) && looksLikeUnit(right.replace(JOINED, '')))
      return [left, ...splitJoined(right)];
  }
  return [name];
}

/** A cell may set names below each other without a mark; the space is a separator where every part is a name, else it is layout. */
function splitSpaced(name: string): string[] {
  const parts = name.trim().split(/\s+/);
  return parts.length > 1 && parts.every(looksLikeUnit) ? parts : [withoutLayoutSpaces(name)];
}

/** 等部门, 等5个单位, 等市直有关部门. */
const OPEN_ENDED = /等(?:(?:\d{1,2}|[一二两三四五六七八九十]{1,3})[个家])?(?:[\u4e00-\u9fa5]{0,6}(?:单位|部门|机构|企业|处室|科室|团体|组织|院校|高校))?$/;

export interface UnitNames {
  names: string[];
  /** The list ends in 等: the paper names examples only. */
  open: boolean;
}

/** The names in a list, as written but for layout; 、 ， ； and line ends separate. */
export function parseUnitNames(text: string): UnitNames {
  let open = false;
  const names = splitOutsideBrackets(text.replace(/\*\*/g, ''), '、,;。\n/|')
    .flatMap(splitSpaced)
    .map((name) => {
      const bare = name.trim().replace(/^(?:[:：]|由|会同|联合|并由|商)+|[。.:：]+$/g, '');
      const shorter = bare.replace(OPEN_ENDED, '');
      if (shorter !== bare && looksLikeUnit(shorter)) open = true;
      return shorter !== bare && looksLikeUnit(shorter) ? shorter : bare;
    })
    .flatMap(splitJoined)
    .map((name) => name.trim())
    .filter((name) => name !== '' && !/^[-—–/无]+$/.test(name));
  return { names: [...new Set(names)], open };
}
