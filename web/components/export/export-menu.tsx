import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExportInput } from '../../../pipelines/metrics/export.ts'
import { fetchFile, saveFile } from '../../lib/api/client.ts'
import { Dropdown } from '../ui/dropdown/dropdown.tsx'
import { OptionList } from '../ui/option-list.tsx'

type Kind = 'csv' | 'parquet' | 'svg' | 'png'

interface ExportMenuProps {
  what: Pick<ExportInput, 'what' | 'question'>
  /** Of the file, without its ending. */
  name: string
  label: string
  /** The section around it is a picture. */
  pictured?: boolean
}

/** What is on the screen as a file: figures and rows from the server, pictures as they stand. */
export function ExportMenu({ what, name, label, pictured = false }: ExportMenuProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const place = useRef<HTMLSpanElement>(null)
  const save = useMutation({
    mutationFn: async (kind: Kind) => {
      const section = place.current?.closest('section')
      if (kind === 'csv' || kind === 'parquet')
        return saveFile(await fetchFile('/export', { ...what, format: kind }), `${name}.${kind}`)
      if (!section) return
      const { svgOf } = await import('./svg-of.ts')
      const svg = svgOf(section)
      if (kind === 'svg') return saveFile(new Blob([svg], { type: 'image/svg+xml' }), `${name}.svg`)
      const { pngOf } = await import('./png-of.ts')
      return saveFile(await pngOf(svg), `${name}.png`)
    },
  })
  const kinds: readonly Kind[] = pictured ? ['csv', 'parquet', 'svg', 'png'] : ['csv', 'parquet']
  return (
    <span ref={place} data-no-picture>
      <Dropdown
        open={open}
        onOpen={setOpen}
        label={label}
        bare
        plain
        icon={<IconDownload size={16} stroke={1.6} aria-hidden />}
        button={t(save.error ? 'state.error' : 'export.button')}
        {...(save.error ? { title: save.error.message } : {})}
      >
        {() => (
          <OptionList
            label={label}
            chosen={null}
            options={kinds.map((id) => ({ id, label: t(`export.${id}`), hint: t(`export.${id}Hint`) }))}
            onChoose={(kind) => {
              setOpen(false)
              save.mutate(kind)
            }}
          />
        )}
      </Dropdown>
    </span>
  )
}
