import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconLink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { BarButton } from '../../components/ui/bar-button.tsx'
import { fixedAddress } from '../../lib/search/saved.ts'
import { useView } from '../../lib/search/use-view.ts'
import classes from './views.module.css'

/** The address of what is shown: as it stands, and with the instants that a relative range means now. */
export function CopyLinks({ ranged }: { ranged: boolean }) {
  const { t } = useTranslation()
  const { resolved } = useView()
  return (
    <div className={classes.links}>
      <CopyLink label={t('views.copy')} address={() => window.location.href} />
      {ranged && (
        <CopyLink label={t('views.copyFixed')} address={() => fixedAddress(window.location.href, resolved)} />
      )}
    </div>
  )
}

function CopyLink({ label, address }: { label: string; address: () => string }) {
  const { t } = useTranslation()
  const clipboard = useClipboard({ timeout: 2000 })
  const Icon = clipboard.copied ? IconCheck : IconLink
  return (
    <BarButton plain bare icon={<Icon size={16} aria-hidden />} onClick={() => clipboard.copy(address())}>
      {clipboard.copied ? t('views.copied') : label}
    </BarButton>
  )
}
