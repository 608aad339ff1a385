import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Failure } from '../../../components/ui/query-state.tsx'
import { useFormat } from '../../../lib/format/use-format.ts'
import { Snippet } from '../snippet.tsx'
import { SAMPLE } from '../snippets.ts'
import classes from '../welcome.module.css'
import { type SampleState, sampleQuery, startSample } from './get-sample.ts'

/** The sample company with one click; whoever waits for it on this page is led to Live when it is there. */
export function SampleDoor() {
  const { t } = useTranslation()
  const format = useFormat()
  const client = useQueryClient()
  const sample = useQuery(sampleQuery)
  const start = useMutation({
    mutationFn: startSample,
    onSuccess: (state) => client.setQueryData(sampleQuery.queryKey, state),
    onError: () => void sample.refetch(),
  })
  useLeadToLive(sample.data?.state)
  const { data } = sample
  return (
    <section className={classes.door} aria-label={t('welcome.sample.title')}>
      <h2>{t('welcome.sample.title')}</h2>
      <p>{t('welcome.sample.intro')}</p>
      <ul>
        <li>{t('welcome.sample.madeUp', { messages: format.number(data?.messages ?? 150_000) })}</li>
        <li>{t('welcome.sample.goesOn')}</li>
        <li>
          {t('welcome.sample.ridOf')}
          <Snippet text={data?.folder ?? '…'} />
        </li>
      </ul>
      <div className={classes.state}>
        {!data && sample.error ? (
          <Failure error={sample.error} onRetry={() => void sample.refetch()} />
        ) : (
          <State state={data} busy={start.isPending} refusal={start.error} onStart={() => start.mutate()} />
        )}
      </div>
      <p>{t('welcome.sample.run')}</p>
      <Snippet text={SAMPLE} />
    </section>
  )
}

interface StateProps {
  state: SampleState | undefined
  busy: boolean
  refusal: Error | null
  onStart: () => void
}

function State({ state, busy, refusal, onStart }: StateProps) {
  const { t } = useTranslation()
  if (state?.state === 'loading') return <Loading {...state} />
  if (state?.state === 'loaded') {
    return (
      <p role="status">
        {t('welcome.sample.loaded')} <Link to="/live">{t('welcome.toLive')}</Link>
      </p>
    )
  }
  if (state?.refused) return <p className={classes.none}>{t(`welcome.sample.refused.${state.refused}`)}</p>
  const broken = state?.state === 'broken'
  const problem = refusal?.message ?? (broken ? (state.problem ?? t('welcome.sample.broken')) : null)
  return (
    <>
      {problem && <Problem>{problem}</Problem>}
      <Button size="sm" disabled={!state || busy} onClick={onStart}>
        {t(broken ? 'welcome.sample.goOn' : 'welcome.sample.load')}
      </Button>
    </>
  )
}

function Problem({ children }: { children: ReactNode }) {
  return (
    <p className={classes.problem} role="alert">
      {children}
    </p>
  )
}

function Loading({ step, read, total }: SampleState) {
  const { t } = useTranslation()
  const format = useFormat()
  const values = { read: format.number(read), total: format.number(total) }
  const said = step === 'making' ? 'making' : read < total ? 'reading' : 'working'
  const text = t(`welcome.sample.${said}`, values)
  return (
    <>
      <progress
        className={classes.progress}
        aria-label={t('welcome.sample.title')}
        max={total || 1}
        {...(said === 'reading' ? { value: read } : {})}
      />
      <p role="status">{text}</p>
    </>
  )
}

function useLeadToLive(state: SampleState['state'] | undefined) {
  const navigate = useNavigate()
  const before = useRef(state)
  useEffect(() => {
    if (before.current === 'loading' && state === 'loaded') void navigate({ to: '/live' })
    before.current = state
  }, [state, navigate])
}
