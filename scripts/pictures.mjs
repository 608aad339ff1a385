import { bin, buildWeb, install, must } from './setup.mjs'

/** Builds the pages and takes their pictures; `npm run pictures -- live sla` for some of them. */
await install()
const built = await buildWeb()
if (built !== 0) process.exit(built)
await must(bin('tsx'), ['test/pictures/main.ts', ...process.argv.slice(2)])
