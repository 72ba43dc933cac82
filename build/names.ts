/**
 * Properties of our own that only our own code reads, shortened alike in every file: what one passes to another still fits. None
 * of them is stored, sent, public, exported, or written as a string; `names.test.ts` holds them to it. Nor is any a
 * member of the platform's that our code uses: `random` in this list would be the end of `Math.random`. The most used first.
 */
export const SHORTENED: readonly string[] =
  `say flow tell rich gained plain act facts way keeper send vault events browsing ways drawings read through props record
  exclusively above typedFigure move node onReturn life refresh choices chosen more goalBefore giveBack askByHand connected
  below changed revise fallback element goalOnly whenFree newId drawing effects seen post address chooseLesson caughtUp
  browse tidy onHide look wakeAt share waiting playbookId onError tracked forget common merge ready waits lock decided own`.split(
    /\s+/,
  )

/** `A` to `Z`, then `AA`: as no property of the platform's or of a playbook is called. */
const short = (n: number): string => (n > 25 ? short(Math.floor(n / 26) - 1) : '') + String.fromCharCode(65 + (n % 26))

/** As terser wants to be told. */
export const nameCache = { props: { props: Object.fromEntries(SHORTENED.map((name, n) => [`$${name}`, short(n)])) } }
