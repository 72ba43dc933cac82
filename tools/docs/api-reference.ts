/** The API reference, made from the declarations that the package publishes: what it says is what an editor shows. */
import ts from 'typescript'
import { code, table } from './markdown'

export interface Entry {
  /** What users import from: `gainloop/react`. */
  name: string
  /** Its declaration file. */
  file: string
}

/** Longer type expressions are left to the editor. */
const LONGEST_TYPE = 120

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** The published declarations of the entries, read by the compiler. That takes some seconds. */
export const readDeclarations = (entries: readonly Entry[]): ts.Program =>
  ts.createProgram(
    entries.map(({ file }) => file),
    {
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      jsx: ts.JsxEmit.ReactJSX,
    },
  )

/** The strings of an exported union, such as `ReasonCode`. */
export function unionMembers(program: ts.Program, entry: Entry, name: string): string[] {
  const symbol = exportsOf(program, entry).find((one) => one.name === name)?.symbol
  const type = symbol && program.getTypeChecker().getDeclaredTypeOfSymbol(symbol)
  return type?.isUnion() ? type.types.flatMap((one) => (one.isStringLiteral() ? [one.value] : [])) : []
}

export function apiReference(program: ts.Program, entries: readonly Entry[]): string {
  const described = new Set<string>()
  return entries.map((entry) => entrySection(program, entry, described)).join('\n\n')
}

/** What an entry exports, by the name that users import. */
interface Export {
  name: string
  symbol: ts.Symbol
}

function exportsOf(program: ts.Program, { name, file }: Entry): Export[] {
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(file)
  const module = source && checker.getSymbolAtLocation(source)
  if (!module) throw new Error(`${name}: expected a module at ${file}, found none; run "npm run build" first`)
  return checker.getExportsOfModule(module).map((symbol) => ({ name: symbol.name, symbol: resolved(checker, symbol) }))
}

/** @param described names that an earlier entry has described; those of this entry are added */
function entrySection(program: ts.Program, entry: Entry, described: Set<string>): string {
  const checker = program.getTypeChecker()
  const exported = exportsOf(program, entry)
  const fromSchema = exported.filter(({ symbol }) => isSchemaType(symbol))
  const own = exported.filter((one) => !fromSchema.includes(one) && !described.has(one.name))
  const before = exported.filter((one) => !fromSchema.includes(one) && described.has(one.name))
  for (const one of own) described.add(one.name)
  const functions = own.filter(({ symbol }) => isFunction(symbol))
  const names = (list: readonly Export[]): string => list.map((one) => code(one.name)).join(' · ')
  return [
    `## ${entry.name}`,
    ...[...functions, ...own.filter((one) => !functions.includes(one))].map((one) => exportSection(checker, one)),
    before.length && `Also exported, and described above: ${names(before)}.`,
    fromSchema.length &&
      `Types made from the schemas, whose fields are in [playbook.md](playbook.md) and [events.md](events.md): ${names(fromSchema)}.`,
  ]
    .filter(Boolean)
    .join('\n\n')
}

const resolved = (checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol =>
  symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol

/** A function, or a constant that holds one. */
const isFunction = (symbol: ts.Symbol): boolean =>
  (symbol.flags & ts.SymbolFlags.Function) !== 0 ||
  (symbol.declarations ?? []).some(
    (one) => ts.isVariableDeclaration(one) && one.type !== undefined && ts.isFunctionTypeNode(one.type),
  )

/** Inferred from a zod schema: its declaration names zod, not the fields. */
const isSchemaType = (symbol: ts.Symbol): boolean =>
  (symbol.declarations ?? []).some((declaration) => /\bz\.\w+</.test(declaration.getText()))

function exportSection(checker: ts.TypeChecker, { name, symbol }: Export): string {
  const [declaration] = symbol.declarations ?? []
  const parts = [`### ${isFunction(symbol) ? `${name}()` : name}`]
  const doc = documentation(checker, symbol)
  if (isFunction(symbol)) parts.push(fenced(signatures(name, symbol).join('\n')), doc, tags(symbol, checker))
  else if (declaration && ts.isInterfaceDeclaration(declaration)) {
    parts.push(doc, inherited(declaration), members(checker, symbol))
  } else if (declaration) {
    parts.push(doc, union(checker, symbol) ?? fenced(declarationText(declaration)), tags(symbol, checker))
  }
  return parts.filter(Boolean).join('\n\n')
}

/** A union of strings as a table of its members, each with the comment before it. */
function union(checker: ts.TypeChecker, symbol: ts.Symbol): string | undefined {
  const type = checker.getDeclaredTypeOfSymbol(symbol)
  if (!type.isUnion() || !type.types.every((one) => one.isStringLiteral())) return undefined
  const values = type.types.map((one) => (one as ts.StringLiteralType).value)
  const meanings = commentsOf(symbol)
  return table(
    ['Value', 'Meaning'],
    values.map((value) => [code(value), meanings.get(value) ?? '']),
  )
}

/** The comment between the member before and this one: it stands before the bar. */
function commentsOf(symbol: ts.Symbol): Map<string, string> {
  const node = symbol.declarations?.find(ts.isTypeAliasDeclaration)?.type
  const comments = new Map<string, string>()
  if (!node || !ts.isUnionTypeNode(node)) return comments
  const text = node.getSourceFile().text
  let from = node.pos
  for (const member of node.types) {
    const comment = /\/\*\*([\s\S]*?)\*\//.exec(text.slice(from, member.end))?.[1]
    const value = ts.isLiteralTypeNode(member) && ts.isStringLiteral(member.literal) ? member.literal.text : ''
    if (comment) comments.set(value, oneLine(comment.replace(/^\s*\*/gm, '')))
    from = member.end
  }
  return comments
}

const fenced = (text: string): string => `\`\`\`ts\n${text}\n\`\`\``

/** Without `export` and `declare`, which say nothing to a reader. */
const bare = (text: string): string => text.replace(/^(export |declare )+/, '').replace(/;$/, '')

/** A constant is shown as the function it holds. */
function signatures(name: string, symbol: ts.Symbol): string[] {
  return (symbol.declarations ?? []).flatMap((declaration) => {
    if (ts.isFunctionDeclaration(declaration)) return [bare(oneLine(declaration.getText()))]
    if (!ts.isVariableDeclaration(declaration) || !declaration.type || !ts.isFunctionTypeNode(declaration.type))
      return []
    const { parameters, type } = declaration.type
    return [oneLine(`function ${name}(${parameters.map((one) => one.getText()).join(', ')}): ${type.getText()}`)]
  })
}

const declarationText = (declaration: ts.Node): string =>
  bare((ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration).getText())

const documentation = (checker: ts.TypeChecker, symbol: ts.Symbol): string =>
  ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim()

/** `@returns` and `@throws` as sentences of their own. */
function tags(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  const names: Record<string, string> = { param: 'Parameter', returns: 'Returns', throws: 'Throws', example: 'Example' }
  return symbol
    .getJsDocTags(checker)
    .filter(({ name }) => names[name])
    .map(({ name, text }) => {
      const said = ts
        .displayPartsToString(text)
        .trim()
        .replace(/^\{(\w+)\}/, '$1')
      return name === 'example' ? fenced(said.replace(/^```\w*\n|\n```$/g, '')) : `${names[name]}: ${said}`
    })
    .join('\n\n')
}

const tagOf = (checker: ts.TypeChecker, symbol: ts.Symbol, wanted: string): string =>
  symbol
    .getJsDocTags(checker)
    .filter(({ name }) => name === wanted)
    .map(({ text }) => ts.displayPartsToString(text).trim())
    .join(' ')

function inherited(declaration: ts.InterfaceDeclaration): string {
  const names = (declaration.heritageClauses ?? []).flatMap(({ types }) => types.map((type) => code(type.getText())))
  return names.length ? `Extends ${names.join(', ')}.` : ''
}

const isMethod = (symbol: ts.Symbol): boolean => (symbol.flags & ts.SymbolFlags.Method) !== 0

/** Members that the interface itself declares; what it inherits stands with its parent. */
function ownMembers(symbol: ts.Symbol): ts.Symbol[] {
  return [...(symbol.members?.values() ?? [])].filter(({ declarations }) =>
    declarations?.some((one) => ts.isPropertySignature(one) || ts.isMethodSignature(one)),
  )
}

/** Properties as one table, methods as another. */
function members(checker: ts.TypeChecker, symbol: ts.Symbol): string {
  const own = ownMembers(symbol)
  const properties = own.filter((member) => !isMethod(member))
  const methods = own.filter(isMethod)
  const meaning = (member: ts.Symbol): string => {
    const example = tagOf(checker, member, 'example')
    return [documentation(checker, member), example && `Example: ${code(oneLine(example))}`].filter(Boolean).join(' ')
  }
  return [
    properties.length &&
      table(
        ['Property', 'Type', 'Default', 'Meaning'],
        properties.map((member) => [
          code(member.name + (member.flags & ts.SymbolFlags.Optional ? '?' : '')),
          code(propertyType(member)),
          tagOf(checker, member, 'default'),
          meaning(member),
        ]),
      ),
    methods.length &&
      table(
        ['Method', 'Meaning', 'Returns'],
        methods.map((member) => [
          (member.declarations ?? [])
            .filter(ts.isMethodSignature)
            .map((one) => code(methodText(one)))
            .join('<br>'),
          meaning(member),
          tagOf(checker, member, 'returns'),
        ]),
      ),
  ]
    .filter(Boolean)
    .join('\n\n')
}

function propertyType(member: ts.Symbol): string {
  const [declaration] = member.declarations ?? []
  const type = declaration && ts.isPropertySignature(declaration) ? declaration.type?.getText() : undefined
  const text = oneLine((type ?? 'unknown').replace(/\/\*[\s\S]*?\*\//g, '').replace(/\s*\|\s*undefined$/, ''))
  return text.length > LONGEST_TYPE ? `${text.slice(0, LONGEST_TYPE)}…` : text
}

const methodText = (declaration: ts.MethodSignature): string => oneLine(declaration.getText()).replace(/;$/, '')
