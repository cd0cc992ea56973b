import type { Problems } from '../source/problem.ts'
import type { SourceText } from '../source/span.ts'

/** Beginnings and shapes by which keys and tokens of well-known services are recognised. */
const shapes: readonly RegExp[] = [
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/gu,
  /\bgh[pousr]_[A-Za-z0-9]{30,}\b/gu,
  /\bgithub_pat_[A-Za-z0-9_]{30,}\b/gu,
  /\bglpat-[A-Za-z0-9_-]{20,}/gu,
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/gu,
  /\b[rs]k_live_[A-Za-z0-9]{16,}\b/gu,
  /\bnpm_[A-Za-z0-9]{30,}\b/gu,
  /\bAIza[0-9A-Za-z_-]{35}\b/gu,
  /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/gu,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/gu,
]

/** A password in an address, unless it is a variable, or no secret: postgres://postgres:postgres@localhost. */
const address = /\b[a-z][a-z0-9+.-]{0,20}:\/\/([^\s:/@]{0,80}):([^\s:/@$<{][^\s:/@]{2,200})@/giu

/** `API_TOKEN: abcdef`: a variable that is called a secret, with a value that is written out. */
const variable = /\b([A-Z0-9_]{1,80}):[ \t]+["']?([^\s,{}"'<>$][^\s,{}"'<>$]{5,})/gu
const secretName = /(?:^|_)(?:PASSWORD|PASSWD|SECRET|TOKEN|CREDENTIALS?|(?:API|ACCESS|PRIVATE|SIGNING|ENCRYPTION)_?KEY)$/u

/** Looks through the whole text, comments too: what was written once stays in the history for ever. */
export function checkSecretsInFile(source: SourceText, problems: Problems): void {
  for (const shape of shapes) {
    for (const match of source.text.matchAll(shape)) report(source, match.index, match[0], problems)
  }
  for (const match of source.text.matchAll(address)) {
    const [whole, user = '', password = ''] = match
    if (password !== user) report(source, match.index + whole.length - 1 - password.length, password, problems)
  }
  for (const match of source.text.matchAll(variable)) {
    const [whole, name = '', value = ''] = match
    if (secretName.test(name) && value !== 'output') report(source, match.index + whole.length - value.length, value, problems)
  }
}

function report(source: SourceText, start: number, secret: string, problems: Problems): void {
  const span = { source, start, end: start + secret.length }
  const fix = 'name it in `secrets` and set its value with `branchline secret set`; this one others may have read, so make a new one'
  problems.report(span, 'this looks like a secret, and files are no place for one', fix, span)
}
