const texts = {
  en: {
    building:
      'The console is being built. This happens once and takes a few seconds; the page comes by itself.',
    failed: 'The console could not be built. The log of the server says why; the API works without it.',
  },
  zh: {
    building: '控制台正在构建。仅首次需要几秒钟，完成后页面会自动出现。',
    failed: '控制台构建失败。原因见服务器日志；API 不受影响。',
  },
} as const;

/**
 * What is shown while there are no pages yet.
 *
 * @param isFailed whether none will come
 * @param languages value of the header Accept-Language
 */
export function waitingPage(isFailed: boolean, languages: string | undefined): string {
  const language = /^\s*zh\b/i.test(languages ?? '') ? 'zh' : 'en';
  const text = texts[language][isFailed ? 'failed' : 'building'];
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${isFailed ? '' : '<meta http-equiv="refresh" content="2">'}
<title>Reelmill</title>
<style>
  body { font: 16px/1.6 system-ui, sans-serif; margin: 0; min-height: 100vh; display: grid; place-items: center; }
  main { max-width: 32rem; padding: 2rem; }
</style>
<main role="status"><h1>Reelmill</h1><p>${text}</p></main>
</html>
`;
}
