import { useTranslation } from 'react-i18next'
import type { Check } from '../../../../../pipelines/roster/check/check-roster.ts'
import type { Problem } from '../../../../../pipelines/roster/model/problem.ts'
import { formatInstant } from '../../../../lib/format/instant.ts'
import { useFormat } from '../../../../lib/format/use-format.ts'
import classes from './gantt.module.css'
import type { Span } from './gantt.tsx'
import { cellsOf, shortRuns } from './strip.ts'

/** Agents too few or too many, a line a skill above the shifts. */
export function Strip({ problem, check, span }: { problem: Problem; check: Check; span: Span }) {
  const { t } = useTranslation()
  const format = useFormat()
  const stepMs = problem.step_minutes * 60_000
  const skills = [...new Set(check.coverage.map(({ skill }) => skill))]
  const time = (at: number) => formatInstant(at, 'weekdayTime', problem.zone, format.language)
  return (
    <div className={classes.strips}>
      {skills.map((skill) => {
        const cells = cellsOf(check.coverage, skill, span, stepMs)
        const runs = shortRuns(cells, stepMs)
        const said = runs
          .slice(0, 8)
          .map(({ from, to, missing }) =>
            t('roster.strip.run', { from: time(from), to: time(to), missing: format.number(missing) }),
          )
        const label =
          runs.length === 0
            ? t('roster.strip.met', { skill })
            : t('roster.strip.short', { skill, runs: said.join('; ') })
        return (
          <div key={skill} className={classes.row}>
            <span className={classes.name}>{skill}</span>
            <span className={classes.strip} role="img" aria-label={label}>
              {cells.map(({ at, needed, there, over, tone }) => (
                <i
                  key={at}
                  data-tone={tone}
                  style={{
                    opacity:
                      tone === 'short' || tone === 'over' ? Math.min(1, 0.35 + Math.abs(over) * 0.2) : 1,
                  }}
                  title={t('roster.strip.cell', {
                    time: time(at),
                    there: format.number(there),
                    needed: format.number(needed),
                  })}
                />
              ))}
            </span>
          </div>
        )
      })}
    </div>
  )
}
