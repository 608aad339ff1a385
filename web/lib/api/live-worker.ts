import { sharedLine } from './shared-line.ts'

const join = sharedLine()

addEventListener('connect', (event) => {
  for (const port of (event as MessageEvent).ports) join(port)
})
