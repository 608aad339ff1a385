import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Cut, DriversResult, Figure, Part } from '../../../../pipelines/drivers/types.ts'
import { pressOf } from '../../../components/chart/overlay/press.ts'
import { usePress } from '../../../components/figures/use-press.ts'
import type { CatalogMetric } from '../../../lib/api/get-catalog.ts'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { useDelta } from './use-delta.ts'
import classes from './why.module.css'

interface CutsProps {
  result: DriversResult
  metric: CatalogMetric
}

/** All parts of one way of cutting, down to the whole change: that of the first ranked part unless another is picked. */
export function Cuts({ result, metric }: CutsProps) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const [chosen, setChosen] = useState<string | null>(null)
  const leading = Object.keys(result.ranked[0]?.cell ?? {}).join()
  const cut =
    result.cuts.find(({ by }) => by.join() === chosen) ??
    result.cuts.find(({ by }) => by.join() === leading) ??
    result.cuts[0]
  if (!cut) return null
  const name = ({ by }: Cut) => by.map(catalog.dimensionLabel).join(' × ')
  return (
    <section aria-label={t('desk.why.adds', { dimensions: name(cut) })}>
      <header className={classes.head}>
        <h3 className={classes.title}>{t('desk.why.adds', { dimensions: name(cut) })}</h3>
        <NativeSelect
          size="xs"
          aria-label={t('desk.why.cut')}
          value={cut.by.join()}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={result.cuts.map((one) => ({ value: one.by.join(), label: name(one) }))}
        />
      </header>
      <CutTable cut={cut} result={result} metric={metric} />
    </section>
  )
}

function CutTable({ cut, result, metric }: CutsProps & { cut: Cut }) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const format = useFormat()
  const press = usePress()
  const delta = useDelta(metric.unit)
  const { further, heldBack } = cut
  const figure = ({ value, n }: Figure) =>
    value === null ? t(n > 0 ? 'state.tooFew' : 'value.missing') : format.value(value, metric.unit)
  const parts = ({ contribution, mix, rate }: Part) => (
    <>
      <td>{delta(rate)}</td>
      <td>{delta(mix)}</td>
      <td>
        <b>{delta(contribution)}</b>
      </td>
    </>
  )
  return (
    <section
      className={classes.scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={t('chart.tableOf', { caption: t('desk.why.total') })}
    >
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('desk.why.segment')}</th>
            <th scope="col">{t('desk.why.before')}</th>
            <th scope="col">{t('explore.n')}</th>
            <th scope="col">{t('desk.why.after')}</th>
            <th scope="col">{t('explore.n')}</th>
            <th scope="col">{t('desk.why.rate')}</th>
            <th scope="col">{t('desk.why.mix')}</th>
            <th scope="col">{t('desk.why.contribution')}</th>
          </tr>
        </thead>
        <tbody>
          {cut.segments.map((segment) => {
            const { cell, before, after } = segment
            const name = Object.entries(cell)
              .map(([dimension, value]) => catalog.valueLabel(dimension, value))
              .join(' · ')
            const mark = { metric: metric.id, time: null, cell }
            return (
              <tr key={JSON.stringify(cell)}>
                <th scope="row">
                  <button
                    type="button"
                    className={classes.link}
                    onClick={(event) => press(mark, pressOf(event))}
                  >
                    {name}
                  </button>
                </th>
                <td>{figure(before)}</td>
                <td>{format.number(before.n)}</td>
                <td>{figure(after)}</td>
                <td>
                  <button
                    type="button"
                    className={classes.rows}
                    aria-label={t('explore.rows.showFor', { n: format.number(after.n), mark: name })}
                    onClick={() => press(mark, 'rows')}
                  >
                    {format.number(after.n)}
                  </button>
                </td>
                {parts(segment)}
              </tr>
            )
          })}
          {[
            { pool: further, text: t('desk.why.further', { count: further.segments }) },
            {
              pool: heldBack,
              text: t('desk.why.heldBack', { count: heldBack.segments, below: result.held.below }),
            },
          ]
            .filter(({ pool }) => pool.segments > 0)
            .map(({ pool, text }) => (
              <tr key={text}>
                <th scope="row">{text}</th>
                <td />
                <td>{format.number(pool.before)}</td>
                <td />
                <td>{format.number(pool.after)}</td>
                {parts(pool)}
              </tr>
            ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('desk.why.total')}</th>
            <td>{figure(result.before)}</td>
            <td>{format.number(result.before.n)}</td>
            <td>{figure(result.after)}</td>
            <td>{format.number(result.after.n)}</td>
            {parts({ contribution: result.change ?? 0, mix: cut.mix, rate: cut.rate })}
          </tr>
        </tfoot>
      </table>
    </section>
  )
}
