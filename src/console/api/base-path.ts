/**
 * Path under which browsers see the server, without a slash at the end: that of its public URL, mostly empty. The server
 * writes it into the page, since a proxy that takes a path off its requests leaves no trace of it.
 */
export const basePath: string =
  // Pure parts of the console run without a page, too.
  typeof document === 'undefined'
    ? ''
    : (document.querySelector<HTMLMetaElement>('meta[name="reelmill-path"]')?.content ?? '');
