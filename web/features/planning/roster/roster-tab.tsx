import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { QueryState } from '../../../components/ui/query-state.tsx'
import { together } from '../../../components/ui/together.ts'
import { ApiError } from '../../../lib/api/problem.ts'
import { useFormat } from '../../../lib/format/use-format.ts'
import { useLost } from '../../../lib/search/opened-with.ts'
import { dateText, wallOf } from '../../../lib/time/zone.ts'
import { savedQuery, teamsQuery } from './api.ts'
import { currentRoster } from './current.ts'
import { Make } from './make.tsx'
import { Open } from './open.tsx'
import classes from './roster.module.css'
import { Team } from './team/team.tsx'
import './texts.ts'
import type { Drafting } from './use-draft.ts'
import type { Solving } from './use-solve.ts'

/** Who works when: people, patterns and rules in, shifts out, changed by hand and checked at once. */
export function RosterTab({ drafting, solving }: { drafting: Drafting; solving: Solving }) {
  const { roster: asked, need } = useSearch({ strict: false })
  const { draft, error, load, edit, stand, kept } = drafting
  const { t } = useTranslation()
  const teams = useQuery(teamsQuery)
  // Their list is a field of the form.
  const saved = useQuery(savedQuery)
  const isLost = error instanceof ApiError && error.status === 404
  useLost(isLost ? (asked ?? '') : null)
  const { zone } = useFormat()
  const isFree = asked === undefined && need === undefined && draft === null && !solving.running
  const current = isFree ? currentRoster(saved.data ?? [], dateText(wallOf(Date.now(), zone))) : null
  useEffect(() => {
    if (current !== null) load(current, { replace: true })
  }, [current, load])
  const [chosen, setChosen] = useState<string | null>(null)
  return (
    <div className={`${classes.tab} pg-in-order`}>
      <QueryState query={together(teams, saved)} holds skeleton={320}>
        {(records) => {
          const team = records.find(({ id }) => id === chosen) ?? records[0] ?? null
          return (
            <div className={classes.tab}>
              <Team teams={records} team={team} onChoose={setChosen} />
              {team && <Make key={team.id} team={team} solving={solving} onLoad={load} />}
            </div>
          )
        }}
      </QueryState>
      {error && !isLost && (
        <p role="alert" className={classes.bad}>
          {error.message}
        </p>
      )}
      {draft ? (
        <Open draft={draft} solving={solving} onEdit={edit} onTurns={stand} onKept={kept} />
      ) : (
        (teams.data ?? []).length > 0 && <p className={classes.quiet}>{t('roster.nothing')}</p>
      )}
    </div>
  )
}
