/** Told of what goes wrong aside, with nobody waiting for it. */
export type OnNotice = (notice: { level: 'warn' | 'error'; message: string }) => void
