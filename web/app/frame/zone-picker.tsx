import { IconWorld } from '@tabler/icons-react'
import { lazy, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dropdown } from '../../components/ui/dropdown/dropdown.tsx'
import { Loaded } from '../../components/ui/loaded.tsx'
import { useHomeZone } from '../../lib/search/use-home-zone.ts'
import { useSetView, useView } from '../../lib/search/use-view.ts'

const ZoneList = lazy(() => import('./zone-list.tsx').then((module) => ({ default: module.ZoneList })))

/** The zone in which days begin and instants are written. */
export function ZonePicker() {
  const { t } = useTranslation()
  const { zone } = useView()
  const home = useHomeZone()
  const set = useSetView()
  const [open, setOpen] = useState(false)
  return (
    <Dropdown
      open={open}
      onOpen={setOpen}
      bare
      width={280}
      label={t('zone.label')}
      buttonLabel={`${t('zone.label')}: ${zone}`}
      button={zone.split('/').at(-1)?.replaceAll('_', ' ')}
      title={zone}
      icon={<IconWorld size={16} stroke={1.6} aria-hidden />}
    >
      {() => (
        <Loaded>
          <ZoneList
            home={home}
            zone={zone}
            onPick={(next) => {
              set.zone(next === home ? undefined : next)
              setOpen(false)
            }}
          />
        </Loaded>
      )}
    </Dropdown>
  )
}
