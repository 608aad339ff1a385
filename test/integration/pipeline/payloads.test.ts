import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { openAt, tempFolder } from './folder.ts'

const PAYLOADS = fileURLToPath(new URL('../../../../shared/payloads/whatsapp', import.meta.url))
const present = existsSync(PAYLOADS)
if (!present) console.error('skipped: ../shared/payloads/whatsapp is not here')

describe.skipIf(!present)('webhook bodies of others', () => {
  it('are each stored, or dead-lettered with a reason, and replayed as often as one likes', async () => {
    const folder = tempFolder()
    const pegel = await openAt(folder.path)
    const names = readdirSync(PAYLOADS)
    expect(names.length).toBeGreaterThan(80)
    const outcomes = await Promise.all(
      names.map(async (name) => ({
        name,
        ...(await pegel.ingest({
          source: 'whatsapp',
          account: null,
          headers: {},
          body: readFileSync(join(PAYLOADS, name)),
        })),
      })),
    )
    const letters = outcomes.filter((one) => one.status === 'dead_letter')
    for (const letter of letters) expect(letter.reason, letter.name).toMatch(/\S{3}/)
    expect(
      letters.map((one) => one.name).filter((name) => /reject_(invalid_object|missing)/.test(name)),
    ).not.toEqual([])
    const listed = await pegel.deadLetters({ limit: 500 })
    expect(listed.total).toBe(letters.length)
    const first = listed.rows[0]
    if (first) expect(await pegel.replay(first.id)).toMatchObject({ status: 'dead_letter' })
    const [health] = (await pegel.sources()).filter((one) => one.name === 'whatsapp')
    expect(health?.deliveries).toBe(names.length)
    expect(health?.deadLetters).toBe(letters.length)
    expect((await pegel.check()).filter((one) => one.rows > 0)).toEqual([])
    await pegel.close()
    folder.remove()
  })
})
