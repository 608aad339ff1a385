import { type Annotation, annotationSchema } from './annotation.ts'
import type { Kind } from './kind.ts'

export const annotationKind: Kind<Annotation> = {
  kind: 'annotation',
  label: { en: 'Mark on the time axis', de: 'Zeitmarke' },
  schema: annotationSchema,
  seeds: {},
  check: () => [],
}
