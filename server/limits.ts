/** Largest webhook body, as Meta sends them at most. */
export const MAX_DELIVERY_BYTES = 3 * 1024 * 1024
/** Largest file that a page may send to import, 2 GiB. */
export const MAX_UPLOAD_BYTES = 2 * 1024 ** 3
/** Largest body of any other request. */
export const MAX_REQUEST_BYTES = 100 * 1024
