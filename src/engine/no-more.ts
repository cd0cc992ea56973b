/** Why waits end that nobody needs any longer. Without a reason each abort makes an error with its stack. */
export const noMore = 'no more'
