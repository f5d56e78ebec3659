import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { App, Button, type ButtonProps, Tooltip } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

const shownMilliseconds = 1600;

/** Copies a text; the button says that it did. Without `children` it is a small icon whose name is `label`. */
export function CopyButton({
  text,
  label,
  children,
  ...button
}: { text: string; label?: string } & ButtonProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), shownMilliseconds);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      message.warning(t('copyFailed'));
    }
  };
  const name = isCopied ? t('copied') : (label ?? t('copy'));
  const icon = isCopied ? <CheckOutlined /> : <CopyOutlined />;
  if (children !== undefined) {
    return (
      <Button {...button} icon={icon} onClick={copy}>
        {isCopied ? t('copied') : children}
      </Button>
    );
  }
  return (
    <Tooltip title={name}>
      <Button type="text" size="small" {...button} icon={icon} aria-label={name} onClick={copy} />
    </Tooltip>
  );
}
