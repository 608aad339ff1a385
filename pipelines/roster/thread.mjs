// A thread starts without the loader for TypeScript.
import 'tsx'

await import('./thread.ts')
