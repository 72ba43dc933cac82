/**
 * Public review sites that only happy users are sent to. Their rules forbid it: Google's "don't selectively solicit positive
 * reviews from customers", Trustpilot's, G2's and Capterra's likewise, and consumer law in the US, the UK and the EU.
 */
import type { Path } from '../playbook/mistake'
import type { Band, Lesson, Playbook } from '../playbook/schema'
import type { Contents } from './contents'
import { type Problem, warning } from './problem'

/** Hosts with their subdomains, or with the beginning or a part of their paths, where the host is more than reviews. */
const SITES: [host: RegExp, path?: RegExp][] = [
  [/(^|\.)g2(crowd)?\.com$/],
  [/(^|\.)(capterra|getapp)\.[a-z.]+$/],
  [/(^|\.)(softwareadvice|trustradius|sitejabber|producthunt|alternativeto|saasworthy|crozdesk)\.\w+$/],
  [/(^|\.)(trustpilot|tripadvisor|yelp)\.[a-z.]+$/],
  [/(^|\.)(reviews\.io|feefo\.com|trustedshops\.[a-z.]+|omr\.com|bbb\.org)$/],
  [/(^|\.)gartner\.com$/, /review/i],
  [/(^|\.)google\.[a-z.]+$/, /\/(local\/writereview|maps)/],
  [/^(g\.page|maps\.app\.goo\.gl|goo\.gl)$/],
  [/^(search\.google\.com)$/, /writereview/],
  [/^(apps|itunes)\.apple\.com$/],
  [/^play\.google\.com$/, /^\/store/],
  [
    /^(apps\.microsoft\.com|chromewebstore\.google\.com|addons\.mozilla\.org|appexchange\.salesforce\.com|apps\.shopify\.com)$/,
  ],
  [/(^|\.)wordpress\.org$/, /review/i],
  [/(^|\.)facebook\.com$/, /review/i],
  [/^marketplace\.(atlassian|visualstudio)\.com$/],
]

/** The host of a public review site; undefined for any other address. */
export const reviewSite = (url: string): string | undefined => {
  if (!/^https:/i.test(url) || !URL.canParse(url)) return undefined
  const { hostname, pathname } = new URL(url)
  const found = SITES.some(([host, path]) => host.test(hostname) && (!path || path.test(pathname)))
  return found ? hostname.replace(/^www\./, '') : undefined
}

/** The bands a lesson can follow. Strengths are asked about after `reached` only, obstacles never. */
const bandsOf = ({ for: whom }: Lesson): Band[] =>
  (whom.bands ?? ['missed', 'partly', 'reached']).filter((band) =>
    band === 'reached' ? !whom.obstacles : !whom.strengths,
  )

export const reviewsForTheHappy = ({ actions, lessons }: Playbook, { urls }: Contents): Problem[] => {
  const offers = urls.flatMap(({ path, url }) => {
    const site = path[0] === 'lessons' ? reviewSite(url) : undefined
    const lesson = lessons[path[1] as number]
    return site && lesson ? [{ path, site, lesson }] : []
  })
  const bands = (site: string, action: string): Band[] =>
    offers
      .filter((one) => one.site === site && (one.lesson.for.actions?.includes(action) ?? true))
      .flatMap(({ lesson }) => bandsOf(lesson))
  const said = new Set<Path>()
  return offers.flatMap(({ path, site, lesson }) => {
    const its = lesson.for.actions ?? Object.keys(actions)
    const happy = its.some((action) => !bands(site, action).includes('missed'))
    if (!bandsOf(lesson).includes('reached') || !happy || said.has(path)) return []
    said.add(path)
    return [
      warning(
        path,
        'review-for-the-happy',
        `sends users to ${site} after "reached", and none after "missed"`,
        'Review sites forbid asking happy users only: offer it after every result, or not here.',
      ),
    ]
  })
}
