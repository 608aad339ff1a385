import { useTranslation } from 'react-i18next'
import { useCatalog } from '../../lib/api/use-catalog.ts'
import classes from './quality.module.css'

/** Filters of the page that figures here cannot be cut by. */
export function LeftOut({ dimensions }: { dimensions: readonly string[] }) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  if (dimensions.length === 0) return null
  const names = dimensions.map(catalog.dimensionLabel).join(', ')
  return <p className={classes.quiet}>{t('quality.leftOut', { dimensions: names })}</p>
}
