/**
 * The form in which numbers of items are compared: ４, 4、 and 4. are one number. Shown is what was written. Brackets stay: （一） and 一 may
 * be two levels of one paper.
 */
export function numberKey(number: string): string {
  const plain = number.normalize('NFKC').replace(/[\s\p{Cf}]+/gu, '').toLowerCase();
  return plain.replace(/[、.。]+$/, '') || plain;
}
