/** Path of the system's Chromium (`PEGEL_CHROMIUM` names another one), or null. */
export function findChromium(): string | null
