import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { usePageData } from '../page-data.ts'
import { ComparePicker } from './compare-picker.tsx'
import { FilterBar } from './filter-bar.tsx'
import { Freshness } from './freshness.tsx'
import { FixedRange, RangePicker } from './range-picker.tsx'
import { SettingsMenu } from './settings-menu.tsx'
import classes from './top-bar.module.css'
import { ViewsMenu } from './views-menu.tsx'
import { ZonePicker } from './zone-picker.tsx'

/** Time, comparison, filters, zone, freshness: everything that a figure on the page depends on. */
export function TopBar() {
  const { t } = useTranslation()
  const page = usePageData()
  const title = page ? t(page.title) : t('brand')
  useEffect(() => {
    document.title = page ? `${title} · ${t('brand')}` : title
  }, [page, title, t])
  return (
    <header className={classes.bar}>
      <h1 className={classes.title}>{title}</h1>
      <div className={classes.state}>
        <Freshness />
        <div className={classes.menus} data-screen>
          <div className={classes.zone}>
            <ZonePicker />
          </div>
          <ViewsMenu />
          <SettingsMenu />
        </div>
      </div>
      {page && (page.range || page.filters) && (
        <div className={classes.controls}>
          {page.range === 'fixed' && <FixedRange />}
          {page.range === 'free' && <RangePicker />}
          {page.range && <ComparePicker />}
          {page.filters && <FilterBar />}
        </div>
      )}
    </header>
  )
}
