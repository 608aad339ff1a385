/** Inter as TrueType: embedded, so that every reader sees the same and can select it. */
import { createRequire } from 'node:module'

const file = (name: string) => createRequire(import.meta.url).resolve(`@expo-google-fonts/inter/${name}`)

export const FONTS = {
  regular: file('400Regular/Inter_400Regular.ttf'),
  strong: file('600SemiBold/Inter_600SemiBold.ttf'),
} as const

export type FontName = keyof typeof FONTS
