import {
  type Icon,
  IconActivityHeartbeat,
  IconBell,
  IconCalendarUser,
  IconChartDots3,
  IconClockCheck,
  IconReport,
  IconStars,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { MAIN_PAGES, type MainPage } from '../../lib/pages.ts'
import classes from './rail.module.css'

const ICONS: Readonly<Record<MainPage['id'], Icon>> = {
  live: IconActivityHeartbeat,
  explore: IconChartDots3,
  sla: IconClockCheck,
  alerts: IconBell,
  quality: IconStars,
  planning: IconCalendarUser,
  reports: IconReport,
}

/** The way between screens: at the left, or at the bottom of a narrow window. */
export function Rail() {
  const { t } = useTranslation()
  return (
    <nav className={classes.rail} data-screen aria-label={t('nav.main')}>
      <Link to="/" className={classes.brand} aria-label={t('brand')}>
        <img src="/pegel.svg" alt="" width={32} height={32} />
      </Link>
      <ul className={classes.list}>
        {MAIN_PAGES.map(({ id, path, title }) => {
          const PageIcon = ICONS[id]
          return (
            <li key={id}>
              <Link to={path} className={classes.entry} activeProps={{ 'aria-current': 'page' }}>
                <PageIcon size={22} stroke={1.6} aria-hidden />
                <span>{t(title)}</span>
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
