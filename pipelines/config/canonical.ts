/** A part of a JSON Schema, as far as it tells of an order. */
interface Shape {
  properties?: Record<string, Shape>
  additionalProperties?: Shape | boolean
  propertyNames?: { enum?: readonly string[] }
  items?: Shape | boolean
  anyOf?: readonly Shape[]
}

/**
 * The same value with its fields in the order of the schema (names that are free: sorted), so that equal configuration
 * is equal text however it was written.
 */
export function inSchemaOrder(value: unknown, schema: unknown): unknown {
  const shape = shapeOf(schema)
  if (Array.isArray(value)) return value.map((one) => inSchemaOrder(one, shape.items))
  if (typeof value !== 'object' || value === null) return value
  const known = Object.keys(shape.properties ?? {})
  const order = known.length > 0 ? known : (shape.propertyNames?.enum ?? [])
  const rank = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length)
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
      .map(([key, one]) => [key, inSchemaOrder(one, shape.properties?.[key] ?? shape.additionalProperties)]),
  )
}

/** Of alternatives (mostly "or null") the one that has fields or items. */
function shapeOf(schema: unknown): Shape {
  if (typeof schema !== 'object' || schema === null) return {}
  const shape = schema as Shape
  if (!shape.anyOf) return shape
  return shape.anyOf.map(shapeOf).find((one) => one.properties ?? one.additionalProperties ?? one.items) ?? {}
}
