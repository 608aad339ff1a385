import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, expect, it } from 'vitest'
import { pegel, temporary } from './pegel.ts'

const place = temporary()
afterAll(() => place.remove())

it('ends with 0 for help and version', async () => {
  expect((await pegel(['--help'])).code).toBe(0)
  expect((await pegel(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/)
})

it('ends with 2 where it is called wrongly or asked to bind to where others reach it', async () => {
  expect(await pegel(['tickets', '--colour'])).toMatchObject({ code: 2, out: '' })
  const { code, out, err } = await pegel(['serve', '--host', '0.0.0.0'], { data: join(place.path, 'never') })
  expect([code, out]).toEqual([2, ''])
  expect(err).toMatch(/127\.0\.0\.1 or ::1/)
})

it('ends with 3 where there is no data folder, which reading does not make', async () => {
  const { code, out, err } = await pegel(['tickets', '--data', 'not-there'], { cwd: place.path })
  expect([code, out]).toEqual([3, ''])
  expect(err).toContain(join(place.path, 'not-there'))
})

it('prints the catalog without a data folder', async () => {
  const { code, out } = await pegel(['metrics', '--format', 'csv'], { data: join(place.path, 'none') })
  const ids = (parse(out, { columns: true }) as { id: string }[]).map(({ id }) => id)
  expect(code).toBe(0)
  expect(ids).toEqual(expect.arrayContaining(['tickets_created', 'response_time_median_business', 'csat']))
  const dimensions = JSON.parse((await pegel(['dimensions'])).out) as { id: string }[]
  expect(dimensions.map(({ id }) => id)).toEqual(expect.arrayContaining(['team', 'hour_of_day', 'policy']))
})

it('lets two commands on one folder wait for each other', async () => {
  const data = join(place.path, 'shared')
  const ingest = () =>
    pegel(['ingest', '--source', 'whatsapp'], { data, input: '{"headers":{},"body":"{}"}\n' })
  const [one, two] = await Promise.all([ingest(), ingest()])
  expect([one?.code, two?.code, one?.err, two?.err]).toEqual([1, 1, '', ''])
})
