import { defaultProfile, type Profile, profileSchema } from '../staffing/profile.ts'
import type { Finding, Kind, World } from './kind.ts'
import { firstGap, simultaneous } from './overlap.ts'

export const staffingKind: Kind<Profile> = {
  kind: 'staffing',
  label: { en: 'Staffing profile', de: 'Besetzungsprofil' },
  schema: profileSchema,
  seeds: { default: defaultProfile },
  shapesFacts: false,
  check: (world) => [...defaultStays(world), ...oneForEachQueue(world)],
}

function defaultStays(world: World): Finding[] {
  const timeline = world.of<Profile>('staffing').find(({ id }) => id === 'default')
  if (firstGap(timeline, { fromMs: null, toMs: null }) !== null) {
    return [finding('default', 'id', 'the default profile cannot be withdrawn')]
  }
  const isParticular = timeline?.spans.some(({ body }) => Object.keys(body.applies).length > 0)
  return isParticular ? [finding('default', 'applies', 'the default profile is for every queue')] : []
}

function oneForEachQueue(world: World): Finding[] {
  return [...simultaneous(world.of<Profile>('staffing'))]
    .filter(({ one, other }) => {
      const [a, b] = [one.body.applies, other.body.applies]
      return a.team === b.team && a.channel === b.channel
    })
    .flatMap(({ oneId, otherId }) => [
      finding(oneId, 'applies', `profile ${otherId} is for the same queues`),
      finding(otherId, 'applies', `profile ${oneId} is for the same queues`),
    ])
}

const finding = (id: string, field: string, message: string): Finding => ({
  kind: 'staffing',
  id,
  field,
  message,
})
