/** The shape of a playbook. Made from `schema.ts` by `npm run shape`, in the notation of `make-shape.ts`; don't edit it. */
import type { Shape } from './walk'

// prettier-ignore: made, not written
export const shape: Record<string, Shape> = {
 "Id": "^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$ an id like \"spring-sale\" (letters, digits, \".\", \"_\", \"-\")",
 "Language": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$ a language tag like \"en\" or \"pt-BR\"",
 "Limits sameAction": {
  "answered?": "Duration",
  "dismissed?": "Duration"
 },
 "Limits giveUp": {
  "dismissals": "%1,",
  "for": "Duration"
 },
 "Limits": {
  "cooldown?": "Duration",
  "sameAction?": "Limits sameAction",
  "perSession?": "%0,",
  "per30Days?": "%0,",
  "perYear?": "%0,",
  "quiet?": "Duration",
  "snooze?": "Duration",
  "snoozes?": "%0,",
  "displays?": "%1,",
  "giveUp?": "Limits giveUp",
  "sample?": "#0,1"
 },
 "Duration": "^\\d{1,6}[smhdw]$ a duration like \"3d\"",
 "Theme": {
  "light?": "Colors",
  "dark?": "Colors",
  "radius?": "#0,40",
  "font?": "$1,200",
  "density?": "=cozy|compact",
  "position?": "=bottom-end|bottom-start|top-end|top-start"
 },
 "Colors": {
  "accent?": "Color",
  "background?": "Color",
  "text?": "Color"
 },
 "Color": "^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$ a colour like \"#0b6e4f\"",
 "ActionName": "^[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}$ an action name like \"campaign.sent\"",
 "Action": {
  "name?": "Text",
  "goal?": "Goal",
  "metrics?": "{Id}Metric",
  "ask": "Ask"
 },
 "Goal": {
  "question": "Text",
  "options": "Choice+",
  "other?": "!"
 },
 "Choice": {
  "id": "Id",
  "label": "Text"
 },
 "Metric": {
  "label": "Text",
  "unit": "=number|percent|currency|duration",
  "currency?": "Currency",
  "better": "=higher|lower",
  "reached?": "Operators",
  "missed?": "Operators"
 },
 "Currency": "^[A-Z]{3}$ a currency code like \"EUR\"",
 "Ask": {
  "question": "Text",
  "when?": "When",
  "if?": "Condition",
  "expires?": "Duration",
  "scale?": "Scale",
  "obstacles?": "Choice*",
  "strengths?": "Choice*",
  "comment?": "!",
  "limits?": "Limits",
  "judge?": "=user|metrics"
 },
 "When": [
  {
   "after": "Duration"
  },
  {
   "on": "=result"
  },
  {
   "every": "Duration"
  },
  {
   "digest": "Digest"
  }
 ],
 "Digest": {
  "every": "Duration",
  "sum": "$1,",
  "atLeast": "#"
 },
 "Scale object": {
  "kind": "ScaleKind",
  "metric?": "Id",
  "low?": "Text",
  "high?": "Text",
  "labels?": "{$}Text"
 },
 "Scale": "ScaleKind/Scale object",
 "ScaleKind": "=outcome|attainment|thumbs|stars|faces|nps|ease|number",
 "Lesson": {
  "kind": "=tips|checklist|article|video|webinar|course|tool|service",
  "id": "Id",
  "title": "Text",
  "why?": "Text",
  "minutes?": "#>0,",
  "level?": "%1,3",
  "for": "LessonFor",
  "commit?": "Text",
  "after?": "$*",
  "from?": "Date",
  "until?": "Date",
  "repeat?": "Duration",
  "weight?": "#"
 },
 "Lesson tips": {
  "points": "Text+"
 },
 "Lesson checklist": {
  "steps": "Step+"
 },
 "Lesson article": {
  "body": "Block+",
  "url?": "Url"
 },
 "Lesson video": {
  "provider": "=youtube|vimeo|wistia|loom|file",
  "ref": "$1,2000",
  "poster?": "Url",
  "captions?": "Url",
  "transcript": "Text"
 },
 "Lesson webinar": {
  "starts": "Date",
  "ends": "Date",
  "url": "Url",
  "host?": "Text"
 },
 "Lesson course": {
  "units": "Unit+"
 },
 "Lesson tool": {
  "url": "Url",
  "label": "Text"
 },
 "Lesson service": {
  "offer": "Text",
  "price?": "Text",
  "url?": "Url"
 },
 "LessonFor": {
  "actions?": "$*",
  "bands?": "Band*",
  "obstacles?": "$*",
  "strengths?": "$*",
  "goals?": "$*",
  "segments?": "$*",
  "if?": "Condition"
 },
 "Band": "=missed|partly|reached",
 "Date": "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2})$ a date with time and offset like \"2027-03-09T15:00:00Z\"",
 "Step": {
  "id": "Id",
  "text": "Text",
  "url?": "Url"
 },
 "Block": [
  {
   "p": "Text"
  },
  {
   "list": "Text+"
  },
  {
   "quote": "Text"
  },
  {
   "image": "Url",
   "alt": "Text"
  }
 ],
 "Unit": {
  "id": "Id",
  "title": "Text",
  "url": "Url",
  "minutes?": "#>0,"
 },
 "Playbook experiments": {
  "holdout?": "#0,1"
 },
 "Playbook": {
  "$schema?": "$",
  "version": "%1,1",
  "id": "Id",
  "name?": "Text",
  "languages?": "Language+",
  "segments?": "{Id}Condition",
  "limits?": "Limits",
  "theme?": "Theme",
  "texts?": "{$}Text",
  "experiments?": "Playbook experiments",
  "actions": "{ActionName}Action",
  "lessons": "Lesson*"
 }
}
