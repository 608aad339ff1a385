import { useTranslation } from 'react-i18next'
import { NoFigures } from '../../../components/figures/no-figures.tsx'
import { QueryState } from '../../../components/ui/query-state.tsx'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { useView } from '../../../lib/search/use-view.ts'
import classes from './tile.module.css'
import { Tile } from './tile.tsx'
import { TILES } from './tiles.ts'
import { useTiles } from './use-tiles.ts'

/** The six figures of the morning. */
export function TileRow() {
  const { t } = useTranslation()
  const { query, asked } = useTiles()
  const catalog = useCatalog()
  const format = useFormat()
  const { filters } = useView()
  if (catalog.ready && asked.length === 0) {
    return (
      <section aria-label={t('live.tiles')}>
        <NoFigures filtered />
      </section>
    )
  }
  const unasked = TILES.filter(({ metric }) => !asked.includes(metric))
  return (
    <section aria-label={t('live.tiles')}>
      <QueryState query={query} skeleton={<WaitingRow />}>
        {(result) => (
          <>
            <ul className={classes.row}>
              {TILES.map((tile) => (
                <Tile key={tile.id} {...tile} result={asked.includes(tile.metric) ? result : null} />
              ))}
            </ul>
            <p className={classes.note}>
              {result.meta.previous &&
                t('compare.against', {
                  range: format.range({
                    from: Date.parse(result.meta.previous.from),
                    to: Date.parse(result.meta.previous.to),
                  }),
                })}
              {unasked.length > 0 &&
                ` ${t('live.unfilterable', {
                  tiles: unasked.map(({ id }) => t(`live.tile.${id}`)).join(', '),
                  dimensions: filters.map(({ dimension }) => catalog.dimensionLabel(dimension)).join(', '),
                })}`}
            </p>
          </>
        )}
      </QueryState>
    </section>
  )
}

/** As high as the figures will be, so that nothing beneath moves when they come. */
function WaitingRow() {
  return (
    <>
      <ul className={classes.row}>
        {TILES.map((tile) => (
          <Tile key={tile.id} {...tile} result="awaited" />
        ))}
      </ul>
      <p className={classes.note} />
    </>
  )
}
