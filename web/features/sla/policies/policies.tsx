import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { BarButton } from '../../../components/ui/bar-button.tsx'
import { Notice } from '../../../components/ui/notice.tsx'
import { QueryState } from '../../../components/ui/query-state.tsx'
import { Section } from '../../../components/ui/section.tsx'
import { together } from '../../../components/ui/together.ts'
import { useSetSearch } from '../../../lib/search/use-view.ts'
import { calendarsQuery, inForce, type PolicyRecord, policiesQuery } from '../config/get-config.ts'
import { OtherVersions } from '../config/other-versions.tsx'
import { VersionLine } from '../config/version-line.tsx'
import classes from './policies.module.css'
import { useMeans } from './use-means.ts'
import { conditionWords, promiseWords } from './words.ts'

/** What is promised to whom, in words, in the order in which it is tried. */
export function Policies() {
  const { t } = useTranslation()
  const set = useSetSearch()
  const policies = useQuery(policiesQuery)
  // They are put into words with the names of the calendars.
  const calendars = useQuery(calendarsQuery)
  return (
    <Section
      title={t('sla.policies.title')}
      note={t('sla.policies.note')}
      actions={
        <BarButton
          plain
          icon={<IconPlus size={16} stroke={1.8} aria-hidden />}
          onClick={() => set({ edit: 'policy:' })}
        >
          {t('sla.policies.add')}
        </BarButton>
      }
    >
      <QueryState query={together(policies, calendars)} skeleton={200} holds>
        {(records) => (
          <>
            {inForce(records).length === 0 && (
              <Notice title={t('sla.policies.none')}>{t('sla.policies.noneHint')}</Notice>
            )}
            <ol className={classes.list}>
              {inForce(records).map((record) => (
                <PolicyItem key={record.id} record={record} />
              ))}
            </ol>
            <OtherVersions kind="policy" records={records} />
          </>
        )}
      </QueryState>
    </Section>
  )
}

function PolicyItem({ record }: { record: PolicyRecord }) {
  const { t } = useTranslation()
  const means = useMeans()
  const set = useSetSearch()
  const { id, body } = record
  return (
    <li className={classes.item} data-policy={id}>
      <div>
        <h3>{body.name}</h3>
        <p className={classes.who}>{conditionWords(body, means)}</p>
        <ul className={classes.promises}>
          {promiseWords(body, means).map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        <VersionLine record={record} />
      </div>
      <BarButton
        plain
        aria-label={t('sla.edit', { name: body.name })}
        onClick={() => set({ edit: `policy:${id}` })}
      >
        {t('sla.editShort')}
      </BarButton>
    </li>
  )
}
