import { useTranslation } from 'react-i18next'
import { LeftOutNote } from '../../components/ui/left-out-note.tsx'
import { useCatalog } from '../../lib/api/use-catalog.ts'
import { assertNever } from '../../lib/assert-never.ts'
import type { LeftOut } from './question.ts'

/** Says which parts of the question had no answer and were left out. */
export function LeftOutNotice({ leftOut }: { leftOut: readonly LeftOut[] }) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  if (leftOut.length === 0) return null
  const say = (part: LeftOut): string => {
    switch (part.kind) {
      case 'unknown':
        return t('desk.leftOut.unknown', { id: part.id })
      case 'by':
        return t('desk.leftOut.by', { dimension: catalog.dimensionLabel(part.dimension) })
      case 'filter':
        return t('desk.leftOut.filter', {
          metric: catalog.metricLabel(part.metric),
          dimension: catalog.dimensionLabel(part.dimension),
        })
      default:
        return assertNever(part)
    }
  }
  return <LeftOutNote>{leftOut.map(say).join(' ')}</LeftOutNote>
}
