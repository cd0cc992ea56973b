import type { SourceFile } from '../source/files.ts'
import { isNode, lineCounter, nameOf, parse, textOf, walk, type SyntaxNode } from '../source/syntax.ts'

/** One place in which a file names another. */
export interface Import {
  readonly line: number
  /** As written; nothing when it is computed when the program runs, so that nobody can tell what it names. */
  readonly specifier: string | undefined
  /** Gone once the types are dropped. */
  readonly typesOnly: boolean
}

/** Every import of a file, in whichever of the language's ways it is written. */
export function importsOf(file: SourceFile): readonly Import[] {
  const lineOf = lineCounter(file.text)
  const found: Import[] = []
  walk(parse(file.path, file.text), (node) => {
    const source = sourceOf(node)
    if (source) found.push({ line: lineOf(node.start), ...source })
  })
  return found
}

function sourceOf(node: SyntaxNode): Omit<Import, 'line'> | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
      return { specifier: textOf(node['source']), typesOnly: onlyTypes(node, 'importKind') }
    case 'ExportNamedDeclaration':
      return node['source'] ? { specifier: textOf(node['source']), typesOnly: onlyTypes(node, 'exportKind') } : undefined
    case 'ExportAllDeclaration':
      return { specifier: textOf(node['source']), typesOnly: node['exportKind'] === 'type' }
    case 'ImportExpression':
      return { specifier: textOf(node['source']), typesOnly: false }
    case 'TSImportType':
      return { specifier: textOf(node['source'] ?? node['argument']), typesOnly: true }
    case 'TSExternalModuleReference':
      return { specifier: textOf(node['expression']), typesOnly: false }
    case 'CallExpression':
      return loads(node) ? { specifier: textOf(argumentsOf(node)[0]), typesOnly: false } : undefined
    default:
      return undefined
  }
}

/** `import type { A }`, and `import { type A, type B }` too. An import without names runs the file. */
function onlyTypes(node: SyntaxNode, kind: 'importKind' | 'exportKind'): boolean {
  if (node[kind] === 'type') return true
  const names = (node['specifiers'] ?? []) as readonly SyntaxNode[]
  return names.length > 0 && names.every((name) => name[kind] === 'type')
}

/** `require('x')`, `import.meta.resolve('x')`, and the test runner's ways to load a module. */
function loads(call: SyntaxNode): boolean {
  const callee = call['callee']
  if (nameOf(callee) === 'require') return true
  if (!isNode(callee) || callee.type !== 'MemberExpression') return false
  const property = nameOf(callee['property']) ?? ''
  const object = callee['object']
  if (isNode(object) && object.type === 'MetaProperty') return property === 'resolve'
  return nameOf(object) === 'vi' && ['mock', 'doMock', 'importActual', 'importMock'].includes(property)
}

function argumentsOf(call: SyntaxNode): readonly unknown[] {
  return (call['arguments'] ?? []) as readonly unknown[]
}
