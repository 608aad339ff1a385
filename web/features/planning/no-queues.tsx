import { useQuery } from '@tanstack/react-query'
import { NothingYet } from '../../components/figures/nothing-yet.tsx'
import { Notice } from '../../components/ui/notice.tsx'
import { statusQuery } from '../../lib/api/get-status.ts'

/** No queue has had contacts of late; in an installation without any events, the way to the first ones. */
export function NoQueues({ title }: { title: string }) {
  const { data: status } = useQuery(statusQuery)
  return status?.empty ? <NothingYet /> : <Notice title={title} />
}
