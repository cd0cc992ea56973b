import type { YAMLError } from 'yaml'
import { lineOf, type SourceText, type Span } from '../source/span.ts'
import type { Problems } from '../source/problem.ts'

/** Says in this project's own words what the YAML parser stumbled over. */
export function explainSyntax(error: YAMLError, source: SourceText, problems: Problems): void {
  const start = Math.min(error.pos[0], Math.max(0, source.text.trimEnd().length - 1))
  const end = Math.max(start + 1, Math.min(error.pos[1], source.text.length))
  const span: Span = { source, start, end }
  const { found, fix, at } = describe(error, span)
  problems.report(at ?? span, found, fix)
}

interface Description {
  readonly found: string
  readonly fix: string
  readonly at?: Span
}

function describe(error: YAMLError, span: Span): Description {
  const character = span.source.text.charAt(span.start)
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return { found: 'a tab stands in the indentation', fix: 'indent with spaces' }
    case 'BAD_SCALAR_START':
      return { found: `a value that begins with \`${character}\` means something else in YAML`, fix: 'put the whole value in quotes' }
    case 'BLOCK_AS_IMPLICIT_KEY':
      return innerColon(span)
    case 'MULTILINE_IMPLICIT_KEY':
      return { found: 'a key goes on over the end of its line', fix: 'write KEY: VALUE on one line, indented like its neighbours' }
    case 'BAD_INDENT':
      if (error.message.startsWith('Flow')) return notClosed(error.message.startsWith('Flow map') ? '{' : '[')
      return {
        found: 'this line is not indented as what stands before it needs',
        fix: 'indent it like its neighbours, and close every { and [',
      }
    case 'BAD_DQ_ESCAPE':
      return { found: 'this is no escape inside double quotes', fix: "use single quotes: 'a\\b'" }
    case 'MISSING_CHAR':
      return missingCharacter(span, character)
    case 'KEY_OVER_1024_CHARS':
      return { found: 'this key is longer than a key may be', fix: 'write KEY: VALUE' }
    default:
      return unexpected(span, character)
  }
}

function notClosed(opening: '{' | '['): Description {
  return { found: `a \`${opening}\` before this is not closed`, fix: `write \`${opening === '{' ? '}' : ']'}\` where it ends` }
}

/** `a: b: c` is a text with a colon in it, to a human. */
function innerColon(span: Span): Description {
  const { text, offset } = lineOf(span)
  const value = text
    .slice(offset)
    .replace(/\s+#.*$/u, '')
    .trimEnd()
  const key = /([\w/*-]+):\s*$/u.exec(text.slice(0, offset))?.[1]
  if (key === undefined || !value.includes(': ')) {
    return { found: 'keys stand here where a value is expected', fix: 'indent it like its neighbours' }
  }
  return {
    found: `a second \`: \` stands in the value of \`${key}\``,
    fix: `put the whole value in quotes: ${key}: '${value.replaceAll("'", "''")}'`,
    at: { ...span, end: span.start + value.length },
  }
}

function missingCharacter(span: Span, character: string): Description {
  const { text } = lineOf(span)
  const quote = /["']/u.exec(text)?.[0]
  if (quote !== undefined)
    return { found: `a ${quote === '"' ? 'double' : 'single'} quote is not closed`, fix: `write ${quote} at the end of the value too` }
  if (/^[\w-]+$/u.test(text.trim())) return { found: `\`${text.trim()}\` has no value`, fix: 'write KEY: VALUE' }
  return unexpected(span, character)
}

function unexpected(span: Span, character: string): Description {
  if (character === '{' || character === '}') {
    return {
      found: `a \`${character}\` that YAML does not expect here`,
      fix: 'a value with braces in it needs quotes inside { }; close every { once',
    }
  }
  if (character === '-')
    return { found: 'a `- ` that YAML does not expect here', fix: 'begin the list on a line of its own, or write [one, two]' }
  if (character === '>' || character === '|' || character === '=') {
    return { found: 'a value that begins with `>` or `|` is a block of text in YAML', fix: 'put the whole value in quotes' }
  }
  return { found: 'the file cannot be understood from here on', fix: 'look at the indentation, the quotes and the braces of this line' }
}
