/** Largest webhook body, as Meta sends them at most. */
export const MAX_DELIVERY_BYTES = 3 * 1024 * 1024
/** Largest body of any other request. */
export const MAX_REQUEST_BYTES = 100 * 1024
