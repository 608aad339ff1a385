import type { Finding, Kind, World } from './kind.ts'
import { simultaneous } from './overlap.ts'
import { type View, viewSchema } from './view.ts'

export const viewKind: Kind<View> = {
  kind: 'view',
  label: { en: 'Saved view', de: 'Gespeicherte Ansicht' },
  schema: viewSchema,
  seeds: {},
  check: (world) => [
    ...once(
      world,
      'name',
      (one, other) => one.name === other.name,
      ({ name }) => `is named ${name} too`,
    ),
    ...once(
      world,
      'home',
      (one, other) => one.home && other.home,
      () => 'is what opens first',
    ),
  ],
}

/** What only one view of an owner may say at a time. */
function once(
  world: World,
  field: keyof View,
  clash: (one: View, other: View) => boolean,
  why: (view: View) => string,
): Finding[] {
  return [...simultaneous(world.of<View>('view'))]
    .filter(({ one, other }) => one.body.owner === other.body.owner && clash(one.body, other.body))
    .flatMap(({ one, oneId, otherId }) => [
      { kind: 'view', id: oneId, field, message: `view ${otherId} ${why(one.body)}` },
      { kind: 'view', id: otherId, field, message: `view ${oneId} ${why(one.body)}` },
    ])
}
