import { useTranslation } from 'react-i18next'
import type { WhatIfResult } from '../../../../pipelines/sla/what-if.ts'
import { Change } from '../../../components/ui/change.tsx'
import { isTooFew } from '../../../lib/api/figure-rows.ts'
import { useCatalog } from '../../../lib/api/use-catalog.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { type Shift, type Side, shiftsOf } from './outcomes.ts'
import classes from './what-if.module.css'

/** Attainment before and after per target, its priorities beneath, and how many clocks would have gone otherwise. */
export function Shifts({ result, tried }: { result: WhatIfResult; tried: boolean }) {
  const { t } = useTranslation()
  const catalog = useCatalog()
  const format = useFormat()
  const shifts = shiftsOf(result.rows)
  if (shifts.length === 0) return <p className={classes.basis}>{t('sla.whatIf.noClocks')}</p>
  return (
    <>
      <p className={classes.verdict} data-changed={result.changed}>
        {tried
          ? t('sla.whatIf.changed', {
              count: result.changed,
              formatted: format.number(result.changed),
              clocks: format.number(Math.max(result.clocks.before, result.clocks.after)),
            })
          : t('sla.whatIf.asIs')}
      </p>
      <div className={classes.scroller}>
        <table className={classes.shifts}>
          <caption className="pg-hidden">{t('sla.whatIf.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{catalog.dimensionLabel('target')}</th>
              <th scope="col" className={classes.scale}>
                {t('sla.whatIf.scale')}
              </th>
              <th scope="col">{t('sla.whatIf.before')}</th>
              <th scope="col">{t('sla.whatIf.after')}</th>
              <th scope="col">{t('explore.change')}</th>
              <th scope="col">{t('explore.n')}</th>
            </tr>
          </thead>
          <tbody>
            {shifts.map((shift) => (
              <ShiftRow key={`${shift.target} ${shift.priority}`} shift={shift} tried={tried} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function ShiftRow({ shift, tried }: { shift: Shift; tried: boolean }) {
  const { target, priority } = shift
  const { t } = useTranslation()
  const catalog = useCatalog()
  const format = useFormat()
  const least = catalog.metric('sla_attainment')?.min_n ?? 0
  const figure = ({ attainment, decided }: Side) => (isTooFew({ n: decided }, least) ? null : attainment)
  const [before, after] = [figure(shift.before), figure(shift.after)]
  const text = (value: number | null, { decided }: Side) => {
    if (value !== null) return format.percent(value)
    return decided > 0 ? t('state.tooFew') : t('value.missing')
  }
  const name =
    priority === null ? catalog.valueLabel('target', target) : catalog.valueLabel('priority', priority)
  return (
    <tr data-part={priority !== null || undefined} data-target={target}>
      <th scope="row">{name}</th>
      <td className={classes.scale} aria-hidden>
        <Dumbbell before={before} after={after} />
      </td>
      <td>{text(before, shift.before)}</td>
      <td>
        <strong>{text(after, shift.after)}</strong>
      </td>
      <td>{tried && <Change value={after} previous={before} unit="ratio" better="up" brief />}</td>
      <td>{format.number(shift.after.decided)}</td>
    </tr>
  )
}

/** Before as a hollow ring, after as a full dot, from 0 to 100 %. */
function Dumbbell({ before, after }: { before: number | null; after: number | null }) {
  if (before === null || after === null) return null
  const at = (share: number) => `${share * 100}%`
  return (
    <span className={classes.dumbbell} data-way={after < before ? 'worse' : 'better'}>
      <i style={{ left: at(Math.min(before, after)), width: at(Math.abs(after - before)) }} />
      <b data-side="before" style={{ left: at(before) }} />
      <b data-side="after" style={{ left: at(after) }} />
    </span>
  )
}
