import { describe, expect, it } from 'vitest'
import { optionsWith, STATES, tempFile } from './fixtures.ts'
import { previewFile } from './preview-file.ts'

describe('previewFile', () => {
  it('looks at the first 50 rows and no further', async () => {
    const rows = Array.from(
      { length: 60 },
      (_, i) => `${i},2025-07-01T10:00:00Z,${i % 10 === 9 ? 'Frozen' : 'open'}`,
    )
    const preview = await previewFile(
      tempFile('log.csv', `id,at,state\n${rows.join('\n')}`),
      optionsWith(STATES),
    )
    expect(preview).toMatchObject({
      format: 'csv',
      gzip: false,
      columns: ['id', 'at', 'state'],
      read: 50,
      mapped: 45,
    })
    expect(preview.events).toHaveLength(45)
    expect(preview.problems.map((each) => each.row)).toEqual([10, 20, 30, 40, 50])
  })

  it('throws what the import would throw', async () => {
    await expect(previewFile(tempFile('log.csv', 'id,at\n'), optionsWith(STATES))).rejects.toMatchObject({
      fields: { 'attributes.status': 'no column "state" in the file' },
    })
  })
})
