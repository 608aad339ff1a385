import { ACCOUNTS } from './company/company.ts'
import { companyDays, HOUR } from './company/days.ts'
import { tellStories } from './company/stories.ts'
import { YEAR_DAYS } from './world/world.ts'

const SENDING_HOURS = 2

/** What the company's people marked on their time axis: the campaigns, as they planned them. */
export function sampleAnnotations(endsAt: number) {
  const { campaigns } = tellStories(endsAt, companyDays().eu, YEAR_DAYS)
  return campaigns.map(({ name, template, account, startsAt }) => ({
    kind: 'annotation',
    id: template.replaceAll('_', '-'),
    valid_from: null,
    body: {
      kind: 'campaign',
      text: name.replace(/^./, (first) => first.toUpperCase()),
      from: new Date(startsAt).toISOString(),
      to: new Date(startsAt + SENDING_HOURS * HOUR).toISOString(),
      scope: { brand: [ACCOUNTS[account]?.brand], channel: ['whatsapp'] },
    },
  }))
}
