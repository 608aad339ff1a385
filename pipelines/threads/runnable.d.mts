/** Address to import for the source `module` (a file URL below `root`); anything else is its own. */
export function runnable(module: string, root?: string): Promise<string>
