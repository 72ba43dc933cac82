/** The database drivers are optional peer dependencies: a project installs only the one it uses. */

/** A store could not open its database because the npm package of its driver is not installed. */
export class MissingDriverError extends Error {
  override readonly name = 'MissingDriverError'
  readonly code = 'driver-missing'

  constructor(
    store: string,
    /** The npm package to install. */
    readonly packageName: string,
    options?: ErrorOptions,
  ) {
    super(`${store} needs the package ${packageName}. Install it: npm install ${packageName}`, options)
  }
}

/**
 * Runs a dynamic `import()` of a driver.
 * @throws MissingDriverError if Node finds no such package. Other failures, such as a native binary that does not fit this
 * machine, are passed on: installing the package again would not help.
 */
export async function importDriver<T>(store: string, packageName: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw code === 'ERR_MODULE_NOT_FOUND' ? new MissingDriverError(store, packageName, { cause: error }) : error
  }
}
