/** Figures with their thousands apart, as both languages write them. */
export const FIGURES = new Intl.NumberFormat('zh-CN');
