import { install, root, run } from './setup.mjs'

await install()
const args = ['server/cli/pegel.cjs', 'serve', '--build', ...process.argv.slice(2)]
process.exit(await run(process.execPath, args, { cwd: root }))
