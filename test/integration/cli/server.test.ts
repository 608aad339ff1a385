import { existsSync, readFileSync, statSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { textDelivery } from '../server/folder.ts'
import { pegel, serve, temporary } from './pegel.ts'

const place = temporary()
afterAll(() => place.remove())

const deliveries = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => {
    const at = new Date(Date.parse('2026-03-02T09:00:00Z') + (from + i) * 1000).toISOString()
    return `${JSON.stringify({ headers: {}, body: textDelivery(`m${from + i}`, at, `4917${from + i + 1e8}`) })}\n`
  }).join('')

it('serves a folder to requests and to the command line until it is told to stop', async () => {
  const data = join(place.path, 'orderly')
  const server = await serve(data)
  const beacon = join(data, 'server.json')
  expect(statSync(beacon).mode & 0o777).toBe(0o600)
  expect(await (await fetch(`${server.address}/livez`)).text()).toBe('ok')

  const ingested = await pegel(['ingest', '--source', 'whatsapp'], { data, input: deliveries(0, 1500) })
  expect([ingested.code, ingested.err]).toEqual([0, ''])
  expect(ingested.out.trimEnd().split('\n')).toHaveLength(1500)

  const through = await pegel(['tickets', '--format', 'csv'], { data })
  expect(through.code).toBe(0)
  expect(through.out.trimEnd().split('\r\n')).toHaveLength(1501)
  expect(await pegel(['query', '--metrics', 'nope'], { data })).toMatchObject({ code: 2, out: '' })
  expect(await pegel(['serve', '--port', '0'], { data })).toMatchObject({ code: 3, out: '' })

  expect(await server.stop('SIGTERM')).toBe(0)
  expect(existsSync(beacon)).toBe(false)
  expect((await pegel(['tickets', '--format', 'csv'], { data })).out).toBe(through.out)
})

it('is found dead after a kill, and its folder whole', async () => {
  const data = join(place.path, 'killed')
  const server = await serve(data)
  await pegel(['ingest', '--source', 'whatsapp'], { data, input: deliveries(0, 20) })
  expect(await server.stop('SIGKILL')).toBeNull()
  expect(JSON.parse(readFileSync(join(data, 'server.json'), 'utf8')).pid).toBe(server.pid)
  const { code, out } = await pegel(['query', '--metrics', 'tickets_created'], { data })
  expect([code, JSON.parse(out)[0].tickets_created]).toEqual([0, 20])
})

it('refuses the command route to whoever does not hold the token', async () => {
  const data = join(place.path, 'token')
  const server = await serve(data)
  const body = JSON.stringify({ argv: ['tickets'], cwd: '/', terminal: { out: false, err: false } })
  const headers = { 'content-type': 'application/json' }
  const ask = (more: Record<string, string>) =>
    fetch(`${server.address}/internal/command`, { method: 'POST', body, headers: { ...headers, ...more } })
  expect((await ask({})).status).toBe(401)
  expect((await ask({ authorization: 'Bearer wrong' })).status).toBe(401)
  const { token } = JSON.parse(readFileSync(join(data, 'server.json'), 'utf8')) as { token: string }
  expect((await ask({ authorization: `Bearer ${token}` })).status).toBe(200)
  expect(await server.stop('SIGTERM')).toBe(0)
})

it('cuts a chunked body at 3 MB, and reads events as they are sent', async () => {
  const data = join(place.path, 'sockets')
  const server = await serve(data)
  const { port } = new URL(server.address)

  const status = await new Promise<number | undefined>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path: '/hooks/whatsapp', method: 'POST' }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    sent.on('error', (error: NodeJS.ErrnoException) => (error.code === 'EPIPE' ? undefined : reject(error)))
    for (let i = 0; i < 48; i++) sent.write(Buffer.alloc(65_536, 32))
    sent.end('x')
  })
  expect(status).toBe(413)

  const events = await fetch(`${server.address}/api/v1/live`)
  expect(events.headers.get('content-type')).toContain('text/event-stream')
  const reader = (events.body as ReadableStream<Uint8Array>).getReader()
  const decoder = new TextDecoder()
  const seen = async (wanted: RegExp) => {
    let text = ''
    while (!wanted.test(text)) {
      const { value, done } = await reader.read()
      if (done) throw new Error(`the stream ended: ${text}`)
      text += decoder.decode(value, { stream: true })
    }
    return text
  }
  const first = Number(/id: (\d+)\n/.exec(await seen(/id: \d+\n/))?.[1])
  await pegel(['ingest', '--source', 'whatsapp'], { data, input: deliveries(0, 1) })
  const moved = /id: (\d+)\nevent: version\ndata: (.*)\n/.exec(
    await seen(/lastEventAt":"2026/),
  ) as RegExpExecArray
  expect(Number(moved[1])).toBeGreaterThan(first)
  expect(JSON.parse(moved[2] as string)).toMatchObject({ lastEventAt: '2026-03-02T09:00:00Z' })

  // An open stream and an idle connection keep nobody from stopping.
  const idle = connect(Number(port), '127.0.0.1').on('error', () => {})
  const ended = reader.read().then(() => reader.closed)
  expect(await server.stop('SIGTERM')).toBe(0)
  await ended
  idle.destroy()
})
