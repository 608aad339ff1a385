import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Ends what holds, asked twice. */
export function Withdraw({ busy, onWithdraw }: { busy: boolean; onWithdraw: () => void }) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState(false)
  return (
    <Button
      variant={asked ? 'filled' : 'subtle'}
      size="sm"
      disabled={busy}
      onClick={() => (asked ? onWithdraw() : setAsked(true))}
      onBlur={() => setAsked(false)}
    >
      {t(asked ? 'sla.form.withdrawSure' : 'sla.form.withdraw')}
    </Button>
  )
}
