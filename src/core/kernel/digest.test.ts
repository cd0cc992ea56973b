import { describe, expect, it } from 'vitest'
import { canonical, digestOf } from './digest.ts'

describe('a digest', () => {
  it('is SHA-256, as its standard gives it', () => {
    expect(digestOf('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(digestOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(digestOf('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq')).toBe(
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    )
  })

  it('takes text outside ASCII as UTF-8', () => {
    expect(digestOf('ß€😀')).toBe('5a7ac214939d3f1d22caaacb2a210efecb5c40c37f6e0476dc8f85c7ef3df9af')
  })

  it('is the same for the same value, whatever order its keys were set in', () => {
    expect(canonical({ b: [1, { d: null, c: 'x' }], a: true })).toBe('{"a":true,"b":[1,{"c":"x","d":null}]}')
    expect(canonical({ a: true, b: [1, { c: 'x', d: null }], e: undefined })).toBe(canonical({ b: [1, { d: null, c: 'x' }], a: true }))
  })
})
