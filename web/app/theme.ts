/** Mantine dressed in Pegel's tokens. */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const ink: MantineColorsTuple = [
  '#e4ecf7',
  '#cbdcf1',
  '#a9c6ea',
  '#8bb8f0',
  '#5a92cf',
  '#3a70b3',
  '#2860a4',
  '#1d4f91',
  '#173f75',
  '#112f58',
]

/** The greys of the dark tokens, where Mantine takes its own. */
const dark: MantineColorsTuple = [
  '#eeece5',
  '#c3c0b6',
  '#a19e94',
  '#75726a',
  '#47463f',
  '#36352f',
  '#1e1e1b',
  '#161614',
  '#121210',
  '#0d0d0c',
]

export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  colors: { ink, dark },
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  defaultRadius: 4,
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
})

const shared = {
  '--mantine-color-body': 'var(--pg-paper)',
  '--mantine-color-text': 'var(--pg-ink)',
  '--mantine-color-dimmed': 'var(--pg-ink-3)',
  '--mantine-color-placeholder': 'var(--pg-ink-3)',
  '--mantine-color-default': 'var(--pg-raised)',
  '--mantine-color-default-hover': 'var(--pg-sunken)',
  '--mantine-color-default-color': 'var(--pg-ink)',
  '--mantine-color-default-border': 'var(--pg-rule)',
  '--mantine-color-error': 'var(--pg-breach)',
  '--mantine-color-anchor': 'var(--pg-accent)',
}

export const variables: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared })
