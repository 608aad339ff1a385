/** The light theme's colours, for paper; a test holds them to the tokens of the pages. */
export const INK = '#1b1b19'
export const INK_2 = '#4c4b47'
export const INK_3 = '#68665f'
export const RULE = '#dedad1'
export const SUNKEN = '#f3f1ec'
export const ACCENT = '#1d4f91'
export const MET = '#0a6670'
export const BREACH = '#a8104f'
export const SERIES = ['#1d4f91', '#c05a12'] as const
