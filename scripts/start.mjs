import { buildWeb, install, root, run } from './setup.mjs'

/** `npm start`: a production build on the data folder that the arguments, PEGEL_DATA or `./data` name. */
await install()
const built = await buildWeb()
if (built !== 0) process.exit(built)
const serve = ['server/cli/pegel.cjs', 'serve', ...process.argv.slice(2)]
process.exit(await run(process.execPath, serve, { cwd: root }))
