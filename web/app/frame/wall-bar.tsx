import { IconX } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { BarButton } from '../../components/ui/bar-button.tsx'
import { useNow } from '../../lib/clock.ts'
import { useFormat } from '../../lib/format/use-format.ts'
import { useSetSearch } from '../../lib/search/use-view.ts'
import { Freshness } from './freshness.tsx'
import classes from './wall-bar.module.css'

/** All that stands around a wall board: what it is, the time, how fresh it is, the way out. Keeps the screen on while it is seen. */
export function WallBar() {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const set = useSetSearch()
  useScreenOn()
  useEffect(() => {
    document.title = `${t('nav.live')} · ${t('brand')}`
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) set({ wall: undefined })
    }
    window.addEventListener('keydown', leave)
    return () => window.removeEventListener('keydown', leave)
  }, [t, set])
  return (
    <header className={classes.bar}>
      <h1>{t('nav.live')}</h1>
      <time>{format.instant(now - 1, 'weekdayTime')}</time>
      <Freshness />
      <BarButton plain bare icon={<IconX size={18} aria-hidden />} onClick={() => set({ wall: undefined })}>
        {t('live.wall.leave')}
      </BarButton>
    </header>
  )
}

/** The lock goes whenever the page is hidden, and is asked for anew when it is seen again. */
function useScreenOn(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null
    let gone = false
    const ask = async () => {
      if (gone || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
      lock = await navigator.wakeLock.request('screen').catch(() => null)
      if (gone) void lock?.release()
    }
    const seen = () => void ask()
    seen()
    document.addEventListener('visibilitychange', seen)
    return () => {
      gone = true
      document.removeEventListener('visibilitychange', seen)
      void lock?.release()
    }
  }, [])
}
