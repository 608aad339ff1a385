import { ActionIcon } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconHome, IconLink, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type SavedView, useRemoveView, useSaveViews } from '../../lib/api/views.ts'
import { pageAt } from '../../lib/pages.ts'
import { viewAddress } from '../../lib/search/saved.ts'
import { usePerson } from './use-person.ts'
import classes from './views.module.css'

interface ViewRowProps {
  view: SavedView
  views: readonly SavedView[]
  /** It is what the page shows. */
  current: boolean
  onDone: () => void
}

/** One saved view: open it, open it first, copy its short link, remove it. */
export function ViewRow({ view, views, current, onDone }: ViewRowProps) {
  const { t } = useTranslation()
  const person = usePerson()
  const clipboard = useClipboard({ timeout: 2000 })
  const save = useSaveViews()
  const remove = useRemoveView()
  const mine = view.owner === person
  const page = pageAt(view.path)
  const { name } = view
  const toggleHome = () => {
    const others = views.filter((one) => one.owner === person && one.home && one.id !== view.id)
    save.mutate([...others.map((one) => ({ ...one, home: false })), { ...view, home: !view.home }])
  }
  const busy = save.isPending || remove.isPending
  const failed = save.error ?? remove.error
  return (
    <li>
      <Link
        to="/v/$view"
        params={{ view: view.id }}
        search={{}}
        preload={false}
        onClick={onDone}
        aria-current={current ? 'true' : undefined}
      >
        {name}
        <small>
          {[page ? t(page.title) : view.path, ...(mine ? [] : [view.owner])].join(' · ')}
          {view.home && ` · ${t('views.opensFirst')}`}
        </small>
      </Link>
      {mine && (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t(view.home ? 'views.notFirst' : 'views.makeFirst', { name })}
          aria-pressed={view.home}
          disabled={busy}
          onClick={toggleHome}
        >
          <IconHome size={16} aria-hidden />
        </ActionIcon>
      )}
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={clipboard.copied ? t('views.copied') : t('views.copyOf', { name })}
        onClick={() => clipboard.copy(viewAddress(view.id))}
      >
        {clipboard.copied ? <IconCheck size={16} aria-hidden /> : <IconLink size={16} aria-hidden />}
      </ActionIcon>
      {mine && (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('views.remove', { name })}
          disabled={busy}
          onClick={() => remove.mutate(view)}
        >
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      )}
      {failed && (
        <p className={classes.failed} role="alert">
          {failed.message}
        </p>
      )}
    </li>
  )
}
