import { useSearch } from '@tanstack/react-router'
import { useSetSearch } from '../../../lib/search/use-view.ts'

/** The clock that the URL asks to have explained, and how to choose another; the same again chooses none. */
export function useChosenClock() {
  const { clock } = useSearch({ strict: false })
  const set = useSetSearch()
  return {
    chosen: clock ?? null,
    choose: (key: string) => set({ clock: key === clock ? undefined : key }, { replace: true }),
  }
}
