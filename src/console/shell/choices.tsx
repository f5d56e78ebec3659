import { DesktopOutlined, GlobalOutlined, MoonOutlined, SunOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Language, languageNames } from '../i18n/language.ts';
import { type Appearance, appearances } from '../look/appearance.ts';
import { useProblemNotice } from '../parts/problem.tsx';
import { usePreferences } from './preferences.ts';

/** Switches the language. */
export function LanguageChoice() {
  const { t } = useTranslation();
  const { language, setLanguage } = usePreferences();
  const notice = useProblemNotice();
  const items = Object.entries(languageNames).map(([key, label]) => ({ key, label, lang: key }));
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items,
        selectable: true,
        selectedKeys: [language],
        onClick: ({ key }) => void setLanguage(key as Language).catch(notice),
      }}
    >
      <Button
        type="text"
        icon={<GlobalOutlined />}
        aria-haspopup="menu"
        aria-label={`${t('language')}: ${languageNames[language]}`}
      >
        {languageNames[language]}
      </Button>
    </Dropdown>
  );
}

const icons: Record<Appearance, React.ReactNode> = {
  system: <DesktopOutlined />,
  light: <SunOutlined />,
  dark: <MoonOutlined />,
};

/** Switches between light, dark and what the system says. */
export function AppearanceChoice() {
  const { t } = useTranslation();
  const { appearance, setAppearance } = usePreferences();
  const items = appearances.map((key) => ({ key, label: t(`appearance.${key}`), icon: icons[key] }));
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items,
        selectable: true,
        selectedKeys: [appearance],
        onClick: ({ key }) => setAppearance(key as Appearance),
      }}
    >
      <Button
        type="text"
        icon={icons[appearance]}
        aria-haspopup="menu"
        aria-label={`${t('appearance.label')}: ${t(`appearance.${appearance}`)}`}
      />
    </Dropdown>
  );
}
