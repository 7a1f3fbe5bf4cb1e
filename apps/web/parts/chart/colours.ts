/** Solid marks of lights; each at least 3:1 on its ground, the yellow by its outline. Decals tell them apart without colour. */
export const LIGHT_MARKS = {
  red: { color: '#d3302f' },
  yellow: { color: '#f5b800', borderColor: '#8a5a00', borderWidth: 1 },
  blue: { color: '#1d6fd6' },
  green: { color: '#2e8b45' },
  grey: { color: '#6b7280' },
} as const;

export interface Ground {
  text: string;
  line: string;
  primary: string;
  other: string;
}
export const PAPER: Ground = { text: '#1f2329', line: '#d9dde3', primary: '#1557b0', other: '#8a5a00' };
export const NIGHT: Ground = { text: '#e6eaf0', line: '#38445c', primary: '#7ab0f5', other: '#f2c14b' };
