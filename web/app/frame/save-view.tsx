import { Button, Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type SavedView, useSaveViews } from '../../lib/api/views.ts'
import { freeId } from '../../lib/config-id.ts'
import { usePerson } from './use-person.ts'
import classes from './views.module.css'

interface SaveViewProps {
  views: readonly SavedView[]
  path: string
  search: string
}

/** A name for what is shown. The name of a view that one has already replaces it. */
export function SaveView({ views, path, search }: SaveViewProps) {
  const { t } = useTranslation()
  const person = usePerson()
  const save = useSaveViews()
  const [name, setName] = useState('')
  const [home, setHome] = useState(false)
  const given = name.trim()
  const mine = views.filter(({ owner }) => owner === person)
  const before = mine.find((view) => view.name === given)
  const submit = () => {
    if (given === '' || person === null) return
    const id =
      before?.id ??
      freeId(
        given,
        views.map((view) => view.id),
      )
    const first = home || (before?.home ?? false)
    const others = first ? mine.filter((view) => view.home && view.id !== id) : []
    const view = { id, version: before?.version ?? 0, name: given, path, search, owner: person, home: first }
    save.mutate([...others.map((other) => ({ ...other, home: false })), view], {
      onSuccess: () => {
        setName('')
        setHome(false)
      },
    })
  }
  return (
    <form
      className={classes.save}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <TextInput
        size="xs"
        label={t('views.name')}
        maxLength={80}
        value={name}
        description={before ? t('views.replaces') : null}
        error={save.error?.message}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox
        size="xs"
        label={t('views.openFirst')}
        checked={home}
        onChange={(event) => setHome(event.currentTarget.checked)}
      />
      <Button type="submit" size="xs" disabled={given === '' || person === null} loading={save.isPending}>
        {t('views.save')}
      </Button>
    </form>
  )
}
