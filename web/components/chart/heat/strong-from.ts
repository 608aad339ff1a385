/** Level of a heatmap's shade from which on its text is the one that reads on the strongest. */
export const STRONG_FROM = 0.75
