/**
 * Folds a text for matching, one UTF-16 unit to one, so that an index found in the folded text is right in the original.
 *
 * Full-width forms become half-width ones and the traditional characters of this room's vocabulary become simplified.
 * Only patterns see folded text; what is handed on is always cut from the original.
 */

/** Traditional and simplified in turn. Characters that occur in the patterns of this room, and common ones beside them. */
const TRADITIONAL = `牽牵頭头單单責责實实參参與与協协辦办項项類类別别號号稱称內内時时導导領领組组織织會会議议關关於于發发個个萬万億亿數数長长據据務务區区縣县黨党總总聯联團团員员學学業业產产動动隊队設设進进標标題题準准備备
註注說说際际執执稅税銀银場场條条戶户門门節节課课臺台輛辆達达約约餘余幾几過过記记錄录繼继續续強强環环階阶護护維维統统兩两貳二廳厅療疗衛卫監监審审檢检財财農农鄉乡鎮镇園园館馆創创優优質质擴扩劃划計计畫画
綱纲細细則则規规範范報报間间點点見见歷历從从對对應应須须舉举開开訓训評评選选樹树養养徵征薦荐補补貼贴職职術术圍围繞绕廣广體体機机構构圖图書书資资費费貧贫難难幫帮問问處处結结論论壇坛賽赛競竞級级屆届訂订
簽签紀纪負负堅坚態态終终週周屬属歸归併并啟启傳传網网無无頒颁聞闻鋼钢鐵铁電电郵邮煙烟運运輸输馬马羅罗
種种張张縮缩壓压減减轉转變变雙双師师樓楼橋桥車车線线戲戏醫医藥药習习賓宾講讲貸贷債债賬账價价購购銷销貨货證证權权額额滿满蓋盖遠远還还這这隨随為为將将讓让畝亩噸吨臨临歲岁東东陽阳陰阴龍龙灣湾島岛礦矿廠厂倉仓庫库鍋锅爐炉塊块壩坝溝沟澤泽濟济決决濕湿滅灭災灾煉炼熱热爾尔獎奖獲获異异盡尽眾众確确禮礼穩稳築筑篩筛糧粮緊紧緩缓編编縱纵羣群聽听腦脑興兴艱艰藝艺蘇苏衝冲裝装製制複复覽览認认誠诚誤误調调談谈請请諮咨謀谋識识譯译讀读豐丰貢贡貴贵買买賣卖賞赏贊赞趨趋跡迹軌轨軍军軟软較较載载輔辅輕轻辭辞遞递遷迁遺遗鄰邻醬酱釋释針针鈔钞銜衔錢钱鎖锁鏈链鑒鉴閉闭閒闲閣阁閱阅闊阔隱隐雜杂離离雲云霧雾靈灵靜静頂顶順顺預预頓顿頻频顯显風风飛飞飯饭飲饮駐驻駕驾騙骗驗验驚惊髮发魚鱼鮮鲜麥麦黃黄齊齐齡龄冊册疇畴`;

const SIMPLIFIED = new Map<string, string>();
{
  const pairs = TRADITIONAL.replace(/\s/g, '');
  for (let i = 0; i + 1 < pairs.length; i += 2) SIMPLIFIED.set(pairs.charAt(i), pairs.charAt(i + 1));
}

const FOLDABLE = new RegExp(`[\\uFF01-\\uFF5E\\u3000\\u00A0｡${[...SIMPLIFIED.keys()].join('')}]`, 'g');

function foldChar(char: string): string {
  if (char === '\u3000' || char === '\u00A0') return ' ';
  if (char === '｡') return '。';
  const code = char.charCodeAt(0);
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  return SIMPLIFIED.get(char) ?? char;
}

export function fold(text: string): string {
  return text.replace(FOLDABLE, foldChar);
}

const HAN = '\\u3400-\\u9FFF\\u3007（）《》“”、，。：；';
const LAYOUT_SPACE = new RegExp(`(?<=[${HAN}\\d])\\s+(?=[${HAN}])|(?<=[${HAN}])\\s+(?=\\d)`, 'g');

/** Removes the spaces that page layout put between Chinese characters; spaces between Latin words stay. */
export function withoutLayoutSpaces(text: string): string {
  return text.trim().replace(LAYOUT_SPACE, '');
}

/** The form in which two names are compared: width, spaces and traditional characters do not matter. */
export function comparable(name: string): string {
  return fold(name.normalize('NFKC')).replace(/\s+/g, '').toLowerCase();
}
