import { IconBookmarks } from '@tabler/icons-react'
import { lazy, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dropdown } from '../../components/ui/dropdown/dropdown.tsx'
import { Loaded } from '../../components/ui/loaded.tsx'

const ViewsPanel = lazy(() => import('./views-panel.tsx').then((module) => ({ default: module.ViewsPanel })))

/** Views saved under a name, and links to what is shown. */
export function ViewsMenu() {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <Dropdown
      open={open}
      onOpen={setOpen}
      bare
      plain
      width={340}
      label={t('views.label')}
      button={null}
      title={t('views.label')}
      icon={<IconBookmarks size={18} stroke={1.6} aria-hidden />}
    >
      {() => (
        <Loaded>
          <ViewsPanel onDone={() => setOpen(false)} />
        </Loaded>
      )}
    </Dropdown>
  )
}
