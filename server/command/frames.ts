import { z } from 'zod'

/** A command line handed from the terminal to the server that has its data folder open. */
export const commandRequest = z.strictObject({
  argv: z.array(z.string()).max(1000),
  cwd: z.string(),
  terminal: z.strictObject({ out: z.boolean(), err: z.boolean() }),
})

export type CommandRequest = z.infer<typeof commandRequest>

/** What comes back, one JSON object a line: first the session, which input is sent to, last the exit code. */
export type Frame = { session: string } | { out: string } | { err: string } | { exit: number }

export const encodeFrame = (frame: Frame): Uint8Array => Buffer.from(`${JSON.stringify(frame)}\n`)
