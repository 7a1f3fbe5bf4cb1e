/** Names of type as the receiving office has it; none is embedded. */
export const TYPEFACE = { title: '方正小标宋', body: '仿宋_GB2312', second: '楷体_GB2312', first: '黑体', figures: '宋体' } as const;
export type Typeface = (typeof TYPEFACE)[keyof typeof TYPEFACE];

export const RED = 'FF0000';
