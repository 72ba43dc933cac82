/** Something the vendor's engineer can mend: told in one console line and to `on('error')`, never thrown into the page. */
export interface Fault extends Error {
  code: string
}

export const fault = (code: string, message: string, cause?: unknown): Fault =>
  Object.assign(new Error(message, { cause }), { code })
