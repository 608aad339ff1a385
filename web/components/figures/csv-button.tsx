import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { QueryInput } from '../../../pipelines/metrics/types.ts'
import { download } from '../../lib/api/client.ts'
import { BarButton } from '../ui/bar-button.tsx'

interface CsvButtonProps {
  input: QueryInput
  /** Of the file, without its ending. */
  name: string
  label: string
}

/** The figures of a panel as the server writes them: full precision, UTC instants, seconds. */
export function CsvButton({ input, name, label }: CsvButtonProps) {
  const { t } = useTranslation()
  const save = useMutation({
    mutationFn: () =>
      download('/query', input, `${name}_${input.from?.slice(0, 10)}_${input.to?.slice(0, 10)}.csv`),
  })
  return (
    <BarButton
      plain
      bare
      aria-label={label}
      title={save.error ? save.error.message : label}
      disabled={save.isPending}
      icon={<IconDownload size={16} stroke={1.6} aria-hidden />}
      onClick={() => save.mutate()}
    >
      {save.error ? t('state.error') : t('explore.csvShort')}
    </BarButton>
  )
}
