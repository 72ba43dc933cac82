/**
 * Plans that name no moment to act at. "When I next …, I'll …" is kept far more often than a mere intention (P. M. Gollwitzer
 * and P. Sheeran, "Implementation intentions and goal achievement", Advances in Experimental Social Psychology 38, 2006, a
 * meta-analysis of 94 studies), and it is this moment at which `begin` brings the plan back.
 */
import type { Wording } from './contents'
import { type Problem, warning } from './problem'

/** The words that begin a cue, by language. Where a language has none here, nothing is said. */
const CUES: Record<string, RegExp> = {
  en: /\b(when(ever)?|next|before|after|while|as soon as|once|if|every|each|until|by|on|at the (start|end)|from now on)\b/i,
  de: /(^|\P{L})(wenn|sobald|bevor|nachdem|während|nächste[nrsm]?|vor|nach|bei|beim|jede[nrsm]?|immer|künftig|ab)(?!\p{L})/iu,
  es: /(^|\P{L})(cuando|próxim[oa]s?|antes|después|al|cada|siempre|en cuanto|mientras|si)(?!\p{L})/iu,
  fr: /(^|\P{L})(quand|lorsque?|lorsqu|prochaine?s?|avant|après|dès|chaque|pendant|si|désormais)(?!\p{L})/iu,
  it: /(^|\P{L})(quando|prossim[aoei]|prima|dopo|ogni|appena|mentre|se|d’ora in poi)(?!\p{L})/iu,
  pt: /(^|\P{L})(quando|próxim[oa]s?|antes|depois|ao|cada|sempre|assim que|enquanto|se)(?!\p{L})/iu,
  nl: /(^|\P{L})(wanneer|als|zodra|volgende|voordat|voor|nadat|na|bij|elke?|telkens|voortaan)(?!\p{L})/iu,
}

/** Lessons' plans without a "when", "next time" or "before …". */
export const withoutCue = (texts: readonly Wording[]): Problem[] =>
  texts.flatMap(({ path, language, string }) => {
    if (path[0] !== 'lessons' || path[2] !== 'commit') return []
    const cue = CUES[language.split('-')[0] ?? '']
    if (!cue || cue.test(string)) return []
    const hint = 'Begin with the moment to act at: "Next time I send a campaign, I’ll …" or "Before I …, I’ll …".'
    return [warning(path, 'no-cue', 'the plan does not say when', hint)]
  })
