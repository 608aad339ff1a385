// A thread starts without the loader for TypeScript: it has to register it before the module that it is for.
import { register } from 'tsx/esm/api'

register()
await import(process.argv[2])
