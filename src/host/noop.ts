/** Where nothing is to be done. */
export const noop = (): void => {}
