/** Milliseconds from the clock of the machine to that of the tests. */
export const ahead: number
/** The environment of child processes that keep that time. */
export const pinned: NodeJS.ProcessEnv
/** That of child processes whose time is so many minutes behind. */
export function earlier(minutes: number): NodeJS.ProcessEnv
/** Runs in pages too, so it knows nothing but its argument: milliseconds. */
export function moveClock(by: number): void
