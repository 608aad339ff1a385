import { useQuery } from '@tanstack/react-query'
import { QueryState } from '../../../components/ui/query-state.tsx'
import { previewQuery } from '../get-recipients.ts'
import classes from '../reports.module.css'

/** The mail as it would arrive; the frame runs nothing and loads nothing. */
export function MailPreview({ id, week }: { id: string; week: string | undefined }) {
  const query = useQuery(previewQuery(id, week))
  return (
    <QueryState query={query} room={480}>
      {({ subject, html }) => (
        <>
          <h3>{subject}</h3>
          <iframe className={classes.mail} title={subject} sandbox="" srcDoc={html} />
        </>
      )}
    </QueryState>
  )
}
