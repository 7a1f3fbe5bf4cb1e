/** Figures are told in decimals: of what they come to, digits past the twelfth are of the machine and not of the figures. */
export function decimal(sum: number): number {
  return Number(sum.toPrecision(12));
}

/** What figures come to: 0.1 and 0.7 are 0.8. */
export function sumOfFigures(figures: readonly number[]): number {
  return decimal(figures.reduce((sum, figure) => sum + figure, 0));
}
