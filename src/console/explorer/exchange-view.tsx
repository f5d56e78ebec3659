import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { CodeBlock } from './code-block.tsx';
import type { Exchange } from './operations.ts';

function headerLines(headers: Record<string, string>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}

function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

/** The request as it was sent, and the answer as it came. */
export function ExchangeView({ exchange: { request, response, durationMs } }: { exchange: Exchange }) {
  const { t } = useTranslation('explorer');
  const raw = `${request.method} ${request.url}\n${headerLines(request.headers)}\n\n${request.body}`;
  return (
    <div className="samples" aria-live="polite">
      <h3>
        {t('response')} <Tag color={response.status < 400 ? 'success' : 'error'}>HTTP {response.status}</Tag>
        <small>{t('milliseconds', { count: Math.round(durationMs) })}</small>
      </h3>
      <CodeBlock text={readable(response.body)} label={t('response')} />
      <details>
        <summary>{t('responseHeaders')}</summary>
        <CodeBlock text={headerLines(response.headers)} label={t('responseHeaders')} />
      </details>
      <h3>{t('request')}</h3>
      <CodeBlock text={raw} label={t('request')} />
    </div>
  );
}
