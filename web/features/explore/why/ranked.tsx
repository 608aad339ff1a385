import { useTranslation } from 'react-i18next'
import type { DriversResult, Segment } from '../../../../pipelines/drivers/types.ts'
import { pressOf } from '../../../components/chart/overlay/press.ts'
import { usePress } from '../../../components/figures/use-press.ts'
import type { CatalogMetric } from '../../../lib/api/get-catalog.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { type Scale, scaleOf, stretchesOf, zeroOf } from './part-bar.ts'
import { useCellName } from './use-cell-name.ts'
import { useDelta } from './use-delta.ts'
import classes from './why.module.css'

interface RankedProps {
  result: DriversResult
  metric: CatalogMetric
}

/** The parts that say most, each with what it adds: because its figure changed, and because its weight did. */
export function Ranked({ result, metric }: RankedProps) {
  const { t } = useTranslation()
  const { ranked, way } = result
  const scale = scaleOf(ranked)
  const words = way === 'amount' ? 'amount' : 'ratio'
  if (ranked.length === 0) return <p className={classes.even}>{t('desk.why.even')}</p>
  return (
    <section aria-label={t('desk.why.ranked')}>
      <h3 className={classes.title}>{t('desk.why.ranked')}</h3>
      <p className={classes.legend}>
        {(['rate', 'mix'] as const).map((kind) => (
          <span key={kind}>
            <span className={classes[kind]} aria-hidden /> {t(`desk.why.parts.${words}.${kind}`)}
          </span>
        ))}
      </p>
      <ol className={classes.ranked}>
        {ranked.map((segment) => (
          <RankedRow
            key={JSON.stringify(segment.cell)}
            segment={segment}
            scale={scale}
            metric={metric}
            change={result.change ?? 0}
          />
        ))}
      </ol>
      <p className={classes.note}>
        {t('desk.why.overlap')} {t('desk.why.hint')}
      </p>
    </section>
  )
}

interface RankedRowProps {
  segment: Segment
  scale: Scale
  metric: CatalogMetric
  change: number
}

function RankedRow({ segment, scale, metric, change }: RankedRowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const press = usePress()
  const nameOf = useCellName()
  const delta = useDelta(metric.unit)
  const { cell, before, after, alike } = segment
  const mark = { metric: metric.id, time: null, cell }
  const text = (value: number | null, n: number) =>
    value !== null ? format.value(value, metric.unit) : t(n > 0 ? 'state.tooFew' : 'value.missing')
  const share =
    segment.contribution * change < 0
      ? t('desk.why.against')
      : segment.share === null
        ? ''
        : t('desk.why.part', { share: format.percent(segment.share) })
  return (
    <li className={classes.row}>
      <button type="button" className={classes.name} onClick={(event) => press(mark, pressOf(event))}>
        {nameOf(cell)}
      </button>
      <span className={classes.bar} aria-hidden>
        <span className={classes.zero} style={{ left: `${100 * zeroOf(scale)}%` }} />
        {stretchesOf(segment, scale).map(({ kind, from, to }) => (
          <span
            key={kind}
            className={classes[kind]}
            style={{ left: `${100 * from}%`, width: `${100 * (to - from)}%` }}
          />
        ))}
      </span>
      <span className={classes.adds}>
        <b>{delta(segment.contribution)}</b> <small>{share}</small>
      </span>
      <span className={classes.detail}>
        {t('desk.why.fromTo', { before: text(before.value, before.n), after: text(after.value, after.n) })}
        {' · '}
        <button
          type="button"
          className={classes.rows}
          aria-label={t('desk.why.rowsFor', { n: format.number(after.n), mark: nameOf(cell) })}
          onClick={() => press(mark, 'rows')}
        >
          {t('figure.n', { n: format.number(after.n) })}
        </button>
        {', '}
        {t('desk.why.rowsBefore', { n: format.number(before.n) })}
        {alike.length > 0 && ` · ${t('desk.why.alike', { others: alike.map(nameOf).join(', ') })}`}
      </span>
    </li>
  )
}
