import type { ConfigContext } from '../config/context.ts'
import { invalid } from '../errors.ts'
import { instantText } from '../instant-text.ts'
import { type Rule, ruleSchema } from './rule/rule.ts'

/**
 * A rule as somebody wrote it, with defaults filled in, checked as if it were to be stated; whom it tells is left aside.
 * Throws `invalid` with fields.
 */
export async function checkRule(context: ConfigContext, body: unknown): Promise<Rule> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw invalid('a rule has a name and a condition', { '.': 'not a rule' })
  }
  const { notify } = body as { notify?: unknown }
  const told = typeof notify === 'object' && notify !== null ? { ...notify, to: [] } : notify
  const now = instantText(context.now())
  const { records } = await context.changeConfig({
    author: 'pegel',
    dryRun: true,
    decide: () => [
      {
        kind: 'alert',
        id: 'draft',
        validFrom: now,
        note: null,
        body: told === undefined ? body : { ...body, notify: told },
      },
    ],
  })
  const rule = ruleSchema.parse(records[0]?.body)
  const read = ruleSchema.safeParse(body)
  return read.success ? { ...rule, notify: read.data.notify } : rule
}
