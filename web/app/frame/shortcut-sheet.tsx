import { Kbd, Modal } from '@mantine/core'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { SHORTCUT_GROUPS, SHORTCUTS } from '../../lib/shortcuts/registry.ts'
import classes from './shortcut-sheet.module.css'

const NAMES: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→' }

/** The registry, as a sheet. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal.Root opened onClose={onClose} size="lg">
      <Modal.Overlay />
      <Modal.Content>
        <div className={classes.head}>
          <Modal.Title>{t('shortcuts.title')}</Modal.Title>
          <Modal.CloseButton aria-label={t('shortcuts.close')} />
        </div>
        <Modal.Body>
          <div className={classes.sheet}>
            {SHORTCUT_GROUPS.map((group) => (
              <section key={group}>
                <h2>{t(`shortcuts.groups.${group}`)}</h2>
                <dl>
                  {SHORTCUTS.filter((shortcut) => shortcut.group === group).map((shortcut) => (
                    <div key={shortcut.id}>
                      <dt>
                        {shortcut.keys.map((key, index) => (
                          <Fragment key={key}>
                            {index > 0 && <small> {t('shortcuts.thenKey')} </small>}
                            <Kbd>{keyName(key)}</Kbd>
                          </Fragment>
                        ))}
                      </dt>
                      <dd>
                        {'page' in shortcut
                          ? t('shortcuts.goTo', { page: t(shortcut.page.title) })
                          : t(`shortcuts.${shortcut.id}`)}
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

function keyName(key: string): string {
  const mod = navigator.platform.startsWith('Mac') ? '⌘ ' : 'Ctrl '
  const [letter = key, ...held] = key.split('+').reverse()
  return NAMES[key] ?? (held.length > 0 ? mod : '') + letter.toUpperCase()
}
