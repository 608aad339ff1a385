import { useTranslation } from 'react-i18next'
import { type Press, pressOf } from '../chart/overlay/press.ts'
import { SeriesShape } from '../chart/shape.tsx'
import type { Series, TimeSeriesData } from '../chart/time-series/data.ts'
import { COMPARED_AT_MOST } from '../chart/time-series/option.ts'
import classes from './figures.module.css'

interface SeriesLegendProps {
  data: TimeSeriesData
  groups: number
  /** One series that needs no name. */
  plain: boolean
  onMark: (series: Series, press: Press) => void
}

/** Which mark is which; each is pressed like its marks in the chart. */
export function SeriesLegend({ data, groups, plain, onMark }: SeriesLegendProps) {
  const { t } = useTranslation()
  const compared =
    data.series.length <= COMPARED_AT_MOST && data.series.some((series) => series.previous !== null)
  return (
    <>
      {!plain &&
        data.series.map((series) => (
          <button
            key={series.key}
            type="button"
            className={classes.key}
            onClick={(event) => onMark(series, pressOf(event))}
          >
            <SeriesShape slot={series.slot} />
            {series.label}
          </button>
        ))}
      {groups > data.series.length && (
        <span className={classes.legendNote}>
          {t('explore.largest', { shown: data.series.length, count: groups })}
        </span>
      )}
      {compared && (
        <span className={classes.legendNote}>
          <span className={classes.dash} style={{ display: 'inline-block', verticalAlign: 'middle' }} />{' '}
          {t('explore.before')}
        </span>
      )}
    </>
  )
}
