import { NothingYet } from '../../components/figures/nothing-yet.tsx'
import { Notice } from '../../components/ui/notice.tsx'
import { useIsEmpty } from '../../lib/api/use-is-empty.ts'

/** No queue has had contacts of late; in an installation without any events, the way to the first ones. */
export function NoQueues({ title }: { title: string }) {
  const isEmpty = useIsEmpty()
  return isEmpty ? <NothingYet /> : <Notice title={title} />
}
