import { type Adjustment, adjustmentSchema } from './adjustment.ts'
import type { Kind } from './kind.ts'

export const adjustmentKind: Kind<Adjustment> = {
  kind: 'forecast_adjustment',
  label: { en: 'Forecast adjusted by hand', de: 'Prognose von Hand angepasst' },
  schema: adjustmentSchema,
  seeds: {},
  shapesFacts: false,
  check: () => [],
}
