/** Starts the drawing thread; it is no TypeScript, as a thread has to register the loader itself. */
import { register } from 'tsx/esm/api'

register()
await import('./thread.ts')
