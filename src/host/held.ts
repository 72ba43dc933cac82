/** Whether a tab holds this lock: of one that this tab does not hold, another. False where the browser has no locks. */
export const heldElsewhere = async (name: string): Promise<boolean> =>
  ((await navigator.locks?.query())?.held ?? []).some((lock) => lock.name === name)
