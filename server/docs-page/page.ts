import { type Html, html, prose } from './html.ts'
import { fieldsOf, type Schema, typeOf } from './schema.ts'
import { STYLE } from './style.ts'

interface Media {
  schema?: Schema
}

interface Operation {
  summary?: string
  description?: string
  tags?: readonly string[]
  parameters?: readonly {
    name: string
    in: string
    required?: boolean
    description?: string
    schema?: Schema
  }[]
  requestBody?: { content: Readonly<Record<string, Media>> }
  responses?: Readonly<Record<string, { description?: string; content?: Readonly<Record<string, Media>> }>>
}

interface OpenApiDocument {
  info: { title: string; version: string; description?: string }
  paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  components?: { schemas?: Readonly<Record<string, Schema>> }
}

interface Entry {
  method: string
  path: string
  operation: Operation
}

/** The OpenAPI document as one page that works without scripts and loads nothing. */
export function renderDocsPage(input: object): string {
  const document = input as OpenApiDocument
  const schemas = document.components?.schemas ?? {}
  const entries = Object.entries(document.paths ?? {}).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ method, path, operation })),
  )
  const tags = [...new Set(entries.map(tagOf))]
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${document.info.title} API</title><style>${STYLE}</style></head><body>
<nav><h1>${document.info.title} API</h1><p>${document.info.version} · <a href="/api/v1/openapi.json">openapi.json</a></p>
${tags.map((tag) => html`<h2>${tag}</h2><ul>${entries.filter((entry) => tagOf(entry) === tag).map(linkTo)}</ul>`)}
<h2>Schemas</h2><ul>${Object.keys(schemas).map((name) => html`<li><a href="#schema-${name}">${name}</a></li>`)}</ul></nav>
<main><p>${prose(document.info.description)}</p>${entries.map((entry) => operationOf(entry, schemas))}
<h2>Schemas</h2>${Object.entries(schemas).map(
    ([name, schema]) => html`<section id="schema-${name}"><h3>${name}</h3><p>${prose(schema.description)}</p>
    ${schema.properties ? fieldsOf(schema) : typeOf(schema)}</section>`,
  )}</main></body></html>`.text
}

const tagOf = ({ operation }: Entry) => operation.tags?.[0] ?? 'Other'
const anchor = ({ method, path }: Entry) => `${method}${path.replace(/[^a-z0-9]+/gi, '-')}`

function linkTo(entry: Entry): Html {
  return html`<li><a href="#${anchor(entry)}"><b>${entry.method.toUpperCase()}</b> ${entry.path}</a></li>`
}

function operationOf(entry: Entry, schemas: Readonly<Record<string, Schema>>): Html {
  const { method, path, operation } = entry
  return html`<section id="${anchor(entry)}"><h3><b class="${method}">${method.toUpperCase()}</b> <code>${path}</code></h3>
  <p>${prose(operation.summary)}</p><p>${prose(operation.description)}</p>${parametersOf(operation)}${Object.entries(
    operation.requestBody?.content ?? {},
  ).map(([type, media]) => html`<h4>Body <small>${type}</small></h4>${mediaOf(media)}`)}
  ${Object.entries(operation.responses ?? {}).map(
    ([status, response]) =>
      html`<h4>${status} <small>${prose(response.description)}</small></h4>${Object.entries(
        response.content ?? {},
      ).map(([type, media]) => html`<p><small>${type}</small> ${mediaOf(media)}</p>`)}`,
  )}<details><summary>Call it</summary><pre>${curlOf(entry, schemas)}</pre></details></section>`
}

function parametersOf({ parameters = [] }: Operation): Html {
  if (parameters.length === 0) return html``
  return html`<h4>Parameters</h4><ul class="fields">${parameters.map(
    (one) => html`<li><code>${one.name}</code> <small>${one.in}</small>
    <span class="type">${one.schema ? typeOf(one.schema) : ''}</span>
    ${one.required ? html`` : html`<i>optional</i>`} ${prose(one.description ?? one.schema?.description)}</li>`,
  )}</ul>`
}

function mediaOf({ schema }: Media): Html {
  if (!schema) return html``
  return html`<span class="type">${typeOf(schema)}</span>${schema.$ref ? html`` : fieldsOf(schema)}`
}

function curlOf({ method, path, operation }: Entry, schemas: Readonly<Record<string, Schema>>): string {
  const schema = operation.requestBody?.content['application/json']?.schema
  const example = schemas[schema?.$ref?.split('/').at(-1) ?? '']?.example
  const post = method === 'get' ? [] : [`-X ${method.toUpperCase()}`, "-H 'content-type: application/json'"]
  const body = example === undefined ? [] : [`-d '${JSON.stringify(example)}'`]
  return ['curl', ...post, ...body, `http://127.0.0.1:3000${path}`].join(' ')
}
