import { useTranslation } from 'react-i18next'
import type { Check } from '../../../../pipelines/roster/check/check-roster.ts'
import type { Said } from '../../../../pipelines/roster/check/finding.ts'
import type { FindingCode, ValuesOf } from '../../../../pipelines/roster/check/sentences.ts'
import { type Format, useFormat } from '../../../lib/format/use-format.ts'
import { DAYS } from './need.ts'
import classes from './roster.module.css'
import type { Draft } from './use-draft.ts'

/** Whether it is legal, what it misses and costs, how far from the best it can be, which rules bind, what to know. */
export function Figures({ draft, check }: { draft: Draft; check: Check | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { solved, binding, warnings } = draft
  if (!check) return null
  const hard = check.findings.filter((one) => one.hard)
  const names = new Map(draft.problem.people.map(({ id, name }) => [id, name ?? id]))
  return (
    <div className={classes.figures}>
      <dl>
        <div data-tone={hard.length > 0 ? 'bad' : 'good'}>
          <dt>{t('roster.figures.law')}</dt>
          <dd>
            {hard.length > 0
              ? t('roster.figures.illegal', { count: hard.length })
              : t('roster.figures.legal')}
          </dd>
        </div>
        <div>
          <dt>{t('roster.figures.missing')}</dt>
          <dd>{format.number(check.shortHours)}</dd>
        </div>
        <div>
          <dt>{t('roster.figures.surplus')}</dt>
          <dd>{format.number(check.surplusHours)}</dd>
        </div>
        <div>
          <dt>{t('roster.figures.cost')}</dt>
          <dd>{format.number(check.costs.total)}</dd>
        </div>
        {solved && (
          <div>
            <dt>{t('roster.figures.gap')}</dt>
            <dd>
              {format.percent(
                check.costs.total > 0
                  ? Math.max(0, (check.costs.total - solved.bound) / check.costs.total)
                  : 0,
              )}
            </dd>
          </div>
        )}
      </dl>
      {hard.length > 0 && (
        <ul className={classes.list} aria-label={t('roster.figures.wrong')}>
          {hard.slice(0, 12).map((one) => (
            <li key={`${one.rule} ${one.person} ${one.date} ${one.message}`} data-tone="bad">
              <strong>{names.get(one.person) ?? one.person}</strong>
              {one.date !== null && ` ${format.date(one.date)}`}: {t(`roster.rule.${one.rule}.name`)}{' '}
              <small>{t(`roster.finding.${one.code}`, spelt(one.values, format))}</small>
            </li>
          ))}
        </ul>
      )}
      {binding.length > 0 && (
        <section aria-label={t('roster.figures.binding')}>
          <h3>{t('roster.figures.binding')}</h3>
          <ul className={classes.list}>
            {binding.map(({ rule, limit, relaxed, saves, shortHours }) => (
              <li key={rule}>
                {t(limit === null ? 'roster.figures.lifted' : 'roster.figures.relaxed', {
                  rule: t(`roster.rule.${rule}.name`),
                  limit: format.number(limit ?? 0),
                  relaxed: format.number(relaxed ?? 0),
                  saves: format.number(saves),
                  hours: format.number(Math.max(0, shortHours)),
                })}
              </li>
            ))}
          </ul>
        </section>
      )}
      {warnings.length > 0 && (
        <ul className={classes.list} aria-label={t('roster.figures.warnings')}>
          {warnings.map(({ code, about, hours }) => (
            <li key={`${code} ${about.join()}`} data-tone="risk">
              {t(`roster.warning.${code}`, {
                about: about.slice(0, 6).join(', '),
                missing: format.number(hours[0] ?? 0),
                needed: format.number(hours[1] ?? 0),
              })}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function spelt(values: Said['values'], format: Format) {
  const text = (name: string, value: string | number) => {
    if (typeof value === 'number') return format.number(value)
    if (DATES.has(name)) return format.date(value)
    return name === 'weekday' ? format.weekday(WEEKDAYS.indexOf(value) + 1, 'long') : value
  }
  const texts = Object.entries(values).map(([name, value]) => [name, text(name, value)])
  // Each sentence asks for its own names only.
  return Object.fromEntries(texts) as ValuesOf<FindingCode>
}

const WEEKDAYS: readonly string[] = DAYS
const DATES = new Set(['begins', 'date', 'from', 'to'])
