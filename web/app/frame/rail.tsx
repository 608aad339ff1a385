import { IconActivityHeartbeat, IconChartDots3, IconClockCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import classes from './rail.module.css'

const ENTRIES = [
  { to: '/live', label: 'nav.live', Icon: IconActivityHeartbeat },
  { to: '/explore', label: 'nav.explore', Icon: IconChartDots3 },
  { to: '/sla', label: 'nav.sla', Icon: IconClockCheck },
] as const

/** The way between screens: at the left, or at the bottom of a narrow window. */
export function Rail() {
  const { t } = useTranslation()
  return (
    <nav className={classes.rail} aria-label={t('nav.main')}>
      <Link to="/" className={classes.brand} aria-label={t('brand')}>
        <img src="/pegel.svg" alt="" width={32} height={32} />
      </Link>
      <ul className={classes.list}>
        {ENTRIES.map(({ to, label, Icon }) => (
          <li key={to}>
            <Link to={to} className={classes.entry} activeProps={{ 'aria-current': 'page' }}>
              <Icon size={22} stroke={1.6} aria-hidden />
              <span>{t(label)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
