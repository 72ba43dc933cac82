/** False on a server, where the same object is made and touches nothing. */
export const inBrowser = (): boolean => typeof document === 'object'
