/** A day or a month in digits or in Chinese. Patterns see folded text. */
export const N = '(?:\\d{1,2}|[一二三四五六七八九十]{1,3})';

/** Between the ends of a span: 10日至20日, 5-20日. */
export const TO = '\\s*(?:至|到|[-—–~])+\\s*';
