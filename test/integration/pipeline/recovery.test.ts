import { existsSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { type IncomingDelivery, openPegel } from '../../../pipelines/pegel.ts'
import { NOW, openAt, printed, sampleFiles, tempFolder } from './folder.ts'

/** The delivery that opens a ticket. */
function ticketCreated(ticket: string): IncomingDelivery {
  const event = {
    specversion: '1.0',
    id: ticket,
    source: '/t',
    type: 'io.pegel.ticket.created.v1',
    time: '2026-11-01T10:00:00Z',
    data: { ticket },
  }
  const headers = { 'content-type': 'application/cloudevents+json' }
  return { source: 'cloudevents', account: null, headers, body: Buffer.from(JSON.stringify(event)) }
}

describe('a damaged data folder', () => {
  it('is remade from archive and journal, and says so', async () => {
    const folder = tempFolder()
    const data = join(folder.path, 'data')
    const files = await sampleFiles(3000)
    const pegel = await openAt(data)
    await pegel.importFile({ path: files.whatsapp, source: 'whatsapp' })
    expect(await pegel.ingest(ticketCreated('T-late'))).toMatchObject({ status: 'stored' })
    const before = await printed(pegel, 'ticket')
    expect(before).toContain('T-late')
    await pegel.close()

    const database = join(data, 'pegel.duckdb')
    writeFileSync(database, Buffer.alloc(4096, 7), { flag: 'r+' })
    const notices: string[] = []
    const mended = await openPegel({
      dataDir: data,
      now: () => NOW,
      onNotice: ({ message }) => notices.push(message),
    })
    expect(notices.join()).toMatch(/rebuilt from archive and journal/)
    expect(await printed(mended, 'ticket')).toBe(before)
    await mended.close()
    expect(readdirSync(data).some((name) => name.includes('.corrupt-'))).toBe(true)

    rmSync(database)
    const remade = await openAt(data)
    expect(await printed(remade, 'ticket')).toBe(before)
    await remade.close()
    folder.remove()
  })

  it('answers what comes while it is remade', async () => {
    const folder = tempFolder()
    const pegel = await openAt(folder.path)
    await pegel.ingest(ticketCreated('T-before'))
    for (const from of ['archive', 'journal'] as const) {
      const onAllCores = pegel.engine.onAllCores.bind(pegel.engine)
      let meanwhile: ReturnType<typeof pegel.ingest> | undefined
      vi.spyOn(pegel.engine, 'onAllCores').mockImplementationOnce(async (work) => {
        meanwhile = pegel.ingest(ticketCreated(`T-while-${from}`))
        // Durable once what was handed over behind it is.
        await pegel.accept(ticketCreated(`T-behind-${from}`))
        return onAllCores(work)
      })
      expect((await pegel.rebuild({ from })).rows.ticket).toBe(from === 'archive' ? 3 : 5)
      expect(await meanwhile).toMatchObject({ status: 'stored', events: 1 })
    }
    await pegel.close()
    folder.remove()
  })

  it('is folded rightly again after a full run that failed half-way', async () => {
    const folder = tempFolder()
    const pegel = await openAt(folder.path)
    const files = await sampleFiles(3000)
    await pegel.importFile({ path: files.whatsapp, source: 'whatsapp' })
    const before = await printed(pegel, 'ticket')
    await pegel.engine.maintain((tx) => tx.run('create view main.next_ticket as select 1 as one'))
    await expect(pegel.rebuild({ from: 'archive' })).rejects.toThrow('next_ticket')
    await pegel.engine.maintain((tx) => tx.run('drop view main.next_ticket'))
    expect(await printed(pegel, 'ticket')).toBe(before)

    await pegel.ingest(ticketCreated('T-after'))
    const after = await printed(pegel, 'ticket')
    expect(after.split('\n')).toHaveLength(before.split('\n').length + 1)
    expect((await pegel.rebuild({ from: 'archive' })).identical).toBe(true)
    await pegel.close()
    folder.remove()
  })

  it('loses nothing but the unfinished record when the journal ends in the middle of one', async () => {
    const folder = tempFolder()
    const pegel = await openAt(folder.path)
    const send = (id: string) => pegel.accept(ticketCreated(id))
    await send('T-1')
    await send('T-2')
    await pegel.close()
    const journal = join(folder.path, 'journal')
    const [segment] = readdirSync(journal)
    const path = join(journal, segment as string)
    expect(existsSync(path)).toBe(true)
    const { statSync } = await import('node:fs')
    truncateSync(path, statSync(path).size - 10)
    rmSync(join(folder.path, 'pegel.duckdb'))
    const reopened = await openAt(folder.path)
    const tickets = await printed(reopened, 'ticket')
    expect(tickets).toContain('T-1')
    expect(tickets).not.toContain('T-2')
    await reopened.close()
    folder.remove()
  })
})
