import { type Html, html, prose } from './html.ts'

/** The part of JSON Schema that our documents use. */
export interface Schema {
  $ref?: string
  type?: string | readonly string[]
  enum?: readonly unknown[]
  const?: unknown
  items?: Schema
  properties?: Readonly<Record<string, Schema>>
  additionalProperties?: Schema | boolean
  required?: readonly string[]
  anyOf?: readonly Schema[]
  oneOf?: readonly Schema[]
  description?: string
  example?: unknown
  format?: string
}

/** The type in a few words, linked where it has a name of its own: `array of Metric`. */
export function typeOf(schema: Schema): Html {
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1) ?? ''
    return html`<a href="#schema-${name}">${name}</a>`
  }
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return join(choices.map(typeOf), ' or ')
  if (schema.enum) return html`${schema.enum.map((one) => JSON.stringify(one)).join(' · ')}`
  if (schema.const !== undefined) return html`${JSON.stringify(schema.const)}`
  const type = [schema.type ?? 'anything'].flat().join(' or ')
  if (schema.items) return html`array of ${typeOf(schema.items)}`
  if (typeof schema.additionalProperties === 'object')
    return html`map of ${typeOf(schema.additionalProperties)}`
  return html`${type}${schema.format ? ` (${schema.format})` : ''}`
}

/** The fields of an object, nested objects indented below; nothing for what has no fields. */
export function fieldsOf(schema: Schema): Html {
  const fields = Object.entries(inner(schema).properties ?? {})
  if (fields.length === 0) return html``
  const required = inner(schema).required ?? []
  return html`<ul class="fields">${fields.map(
    ([name, field]) => html`<li><code>${name}</code> <span class="type">${typeOf(field)}</span>
      ${required.includes(name) ? html`` : html`<i>optional</i>`} ${prose(field.description)} ${fieldsOf(field)}</li>`,
  )}</ul>`
}

/** An object behind lists and "or null" is still the object whose fields are worth showing. */
function inner(schema: Schema): Schema {
  if (schema.items) return inner(schema.items)
  const whole = (schema.anyOf ?? schema.oneOf ?? []).find((one) => one.properties)
  return whole ?? schema
}

function join(parts: readonly Html[], between: string): Html {
  return html`${parts.map((part, i) => (i === 0 ? part : html`${between}${part}`))}`
}
